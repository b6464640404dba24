import ipaddress as ip

a = ip.ip_address("192.168.1.10")
print(a, repr(a), int(a), a.is_private, a.is_global, a.is_multicast, a.is_loopback, a.packed, a.reverse_pointer, a + 5, a - 1, a < ip.ip_address("192.168.1.11"))
n = ip.ip_network("192.168.1.0/29")
print(n, repr(n), n.netmask, n.hostmask, n.broadcast_address, n.num_addresses, n.prefixlen, n.with_netmask, n.with_hostmask)
print([str(h) for h in n.hosts()], a in n, ip.ip_address("192.168.1.3") in n, n[2], len(list(n)))
print(list(n.subnets()), list(n.subnets(new_prefix=31)), n.supernet(), n.overlaps(ip.ip_network("192.168.1.4/30")))
print(list(ip.ip_network("10.0.0.0/28").address_exclude(ip.ip_network("10.0.0.4/30"))), n.subnet_of(ip.ip_network("192.168.0.0/16")))
b = ip.ip_address("2001:db8::1:0:0:1")
print(b, b.exploded, b.compressed, b.is_link_local, b.is_reserved, int(b), b.reverse_pointer, repr(b))
print(ip.ip_address("::ffff:1.2.3.4").ipv4_mapped, ip.ip_address("2002:c000:204::").sixtofour, ip.IPv6Address("fe80::1%eth0").scope_id)
print(ip.ip_network("2001:db8::/126"), list(ip.ip_network("2001:db8::/126").hosts()))
i = ip.ip_interface("10.1.2.3/24")
print(i, i.network, i.ip, i.with_prefixlen, repr(i))
print(list(ip.summarize_address_range(ip.ip_address("1.1.1.0"), ip.ip_address("1.1.1.13"))))
print(list(ip.collapse_addresses([ip.ip_network("10.0.0.0/25"), ip.ip_network("10.0.0.128/25")])))
print(sorted([ip.ip_address("10.0.0.2"), ip.ip_address("10.0.0.1")]), {ip.ip_address("1.2.3.4"): 1}[ip.ip_address("1.2.3.4")])
print(ip.v4_int_to_packed(16909060), ip.IPv4Address(b"\x01\x02\x03\x04"), ip.IPv4Address(3232235786), "%s" % ip.IPv4Address(1), f"{ip.IPv4Address('1.2.3.4'):b}", f"{ip.IPv4Address('1.2.3.4'):#x}")
for bad in ("256.1.1.1", "1.2.3", "::1::", "gggg::", "192.168.1.1/24", ""):
    for f in (ip.ip_address, ip.ip_network):
        try:
            print(f(bad))
        except ValueError as e:
            print(type(e).__name__, e)
try:
    a < b
except TypeError as e:
    print(e)
