import io
import unittest


class T(unittest.TestCase):
    def setUp(self):
        self.v = [1, 2]

    def test_ok(self):
        self.assertEqual(self.v, [1, 2])
        self.assertIn(1, self.v)
        self.assertAlmostEqual(1.0, 1.00000001)
        with self.assertRaises(ZeroDivisionError) as cm:
            1 / 0
        self.assertIsInstance(cm.exception, ZeroDivisionError)
        with self.assertRaisesRegex(ValueError, "b.d"):
            raise ValueError("bad")
        self.assertDictEqual({"a": 1}, {"a": 1})
        self.assertCountEqual([1, 2], [2, 1])

    def test_fail(self):
        self.assertEqual(1, 2)

    def test_error(self):
        raise KeyError("k")

    @unittest.skip("reason")
    def test_skip(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail()

    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)


out = io.StringIO()
result = unittest.TextTestRunner(out, verbosity=0).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), result.wasSuccessful())
