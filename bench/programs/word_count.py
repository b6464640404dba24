# Word frequencies, an inverted index and the longest common words of a generated text.


class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % n


def vocabulary(n):
    consonants = "bcdfgklmnprstv"
    vowels = "aeiou"
    words = []
    for i in range(n):
        word = ""
        k = i + 3
        while k:
            word += consonants[k % 14] + vowels[k % 5]
            k //= 14
        words.append(word)
    return words


def make_text(n_lines, words):
    r = Random(7)
    lines = []
    for _ in range(n_lines):
        line = []
        for _ in range(10):
            line.append(words[r.below(r.below(len(words)) + 1)])
        lines.append(" ".join(line).capitalize() + ".")
    return "\n".join(lines)


def count_words(text):
    counts = {}
    for line in text.split("\n"):
        for word in line.lower().rstrip(".").split():
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return counts


def index(text):
    places = {}
    for number, line in enumerate(text.split("\n")):
        for word in line.lower().rstrip(".").split():
            places.setdefault(word, []).append(number)
    return places


def letters(text):
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    return counts


def main():
    words = vocabulary(2000)
    text = make_text(25000, words)
    counts = count_words(text)
    assert sum(counts.values()) == 250000
    top = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:10]
    assert top[0][1] >= top[9][1] and top[0][0] == words[0]
    places = index(text)
    assert len(places) == len(counts)
    for word, n in top:
        assert len(places[word]) == n
    by_letter = letters(text)
    assert sum(by_letter.values()) == len(text) and by_letter["\n"] == 24999 and by_letter["."] == 25000


main()
