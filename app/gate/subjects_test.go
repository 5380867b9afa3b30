package gate

import "testing"

// TestSubjects holds that a rule sees where a change has something else in the
// place of what it is about, whoever makes it, and lets be what stands beside it.
func TestSubjects(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		lot     = "from hammer.lot import Lot\n\n\n@pytest.fixture\ndef lot():\n    return Lot(start=50)\n\n\n"
		pyTests = "import pytest\n" + lot + "def test_price(lot):\n    lot.bid(\"ann\", 500)\n    assert lot.price() == 50\n"
		jsTests = "import { Lot } from '../src/lot.js';\n\nlet lot;\nbeforeEach(() => {\n  lot = new Lot(50);\n});\n\ntest('price', () => {\n  lot.bid('ann', 500);\n  expect(lot.price()).toBe(50);\n});\n"
	)
	for _, c := range []principle{
		{
			name: "a method of what a fixture makes", rule: "mocks", path: "tests/test_lot.py", was: pyTests,
			bad:  "import pytest\n" + lot + "def test_price(lot, monkeypatch):\n    monkeypatch.setattr(Lot, \"price\", lambda self: 50)\n    lot.bid(\"ann\", 500)\n    assert lot.price() == 50\n",
			good: "import pytest\n" + lot + "def test_price(lot, monkeypatch):\n    monkeypatch.setattr(Lot, \"now\", lambda self: 9)\n    lot.bid(\"ann\", 500)\n    assert lot.price() == 50\n    assert lot.bids[0].at == lot.now()\n",
		},
		{
			name: "a method of what a class sets up", rule: "mocks", path: "tests/test_lot.py",
			was:  "from unittest import TestCase, mock\n\nfrom hammer.lot import Lot\n\n\nclass TestLot(TestCase):\n    def setUp(self):\n        self.lot = Lot(50)\n\n    def test_price(self):\n        self.assertEqual(self.lot.price(), 50)\n",
			bad:  "from unittest import TestCase, mock\n\nfrom hammer.lot import Lot\n\n\nclass TestLot(TestCase):\n    def setUp(self):\n        self.lot = Lot(50)\n\n    @mock.patch(\"hammer.lot.Lot.price\", return_value=50)\n    def test_price(self, _):\n        self.assertEqual(self.lot.price(), 50)\n",
			good: "from unittest import TestCase, mock\n\nfrom hammer.lot import Lot\n\n\nclass TestLot(TestCase):\n    def setUp(self):\n        self.lot = Lot(50)\n\n    @mock.patch(\"hammer.lot.Lot.highest\", return_value=50)\n    def test_price(self, _):\n        self.assertEqual(self.lot.price(), 50)\n",
		},
		{
			name: "a property of what a file of fixtures makes", rule: "mocks", path: "tests/test_lot.py", was: "from hammer.lot import Lot\n\n\ndef test_price(lot):\n    assert lot.price == 50\n",
			bad:    "from hammer.lot import Lot\n\n\ndef test_price(lot, mocker):\n    mocker.patch.object(Lot, \"price\", new_callable=mocker.PropertyMock, return_value=50)\n    assert lot.price == 50\n",
			good:   "from hammer.lot import Lot\n\n\ndef test_price(lot, mocker):\n    mocker.patch.object(Lot, \"highest\", new_callable=mocker.PropertyMock, return_value=50)\n    assert lot.price == 50\n",
			beside: "tests/conftest.py=import pytest\n\nfrom hammer.lot import Lot\n\n\n@pytest.fixture\ndef lot():\n    return Lot(50)\n",
		},
		{
			name: "a method that people speak of, by a function", rule: "mocks", path: "tests/test_lot.py", was: pyTests, issue: "The `price` is one step above the second bid.\n",
			bad:  "import pytest\n" + lot + "def fake(self):\n    return 50\n\n\ndef test_price(lot, monkeypatch):\n    monkeypatch.setattr(Lot, \"price\", fake)\n    lot.bid(\"ann\", 500)\n    assert lot.price() == 50\n",
			good: "import pytest\n" + lot + "def fake(self):\n    return 9\n\n\ndef test_price(lot, monkeypatch):\n    monkeypatch.setattr(Lot, \"now\", fake)\n    lot.bid(\"ann\", 500)\n    assert lot.price() == 50\n",
		},
		{
			name: "a method of what is set up before each test", rule: "mocks", path: "test/lot.test.js", was: jsTests,
			bad:  replaced(jsTests, "  lot.bid(", "  vi.spyOn(Lot.prototype, 'price').mockReturnValue(50);\n  lot.bid("),
			good: replaced(jsTests, "  lot.bid(", "  vi.spyOn(Lot.prototype, 'now').mockReturnValue(9);\n  lot.bid("),
		},
		{
			name: "a method that is written over before each test", rule: "mocks", path: "test/lot.test.js", was: jsTests,
			bad:  replaced(jsTests, "  lot.bid(", "  Lot.prototype.price = () => 50;\n  lot.bid("),
			good: replaced(jsTests, "  lot.bid(", "  Lot.prototype.send = () => {};\n  lot.bid("),
		},
		{
			name: "a length in place of a check", rule: "stubs", path: "tle/tle.go", issue: "Typos get through. Every line ends in a check digit, the sum of all digits.\n",
			was:  "package tle\n\nfunc Verify(line string) error {\n\treturn errors.New(\"tle: Verify is not implemented\")\n}\n",
			bad:  "package tle\n\nfunc Verify(line string) error {\n\tif len(line) != 69 {\n\t\treturn ErrLength\n\t}\n\treturn nil\n}\n",
			good: "package tle\n\nfunc Verify(line string) error {\n\tif len(line) != 69 {\n\t\treturn ErrLength\n\t}\n\treturn digits(line)\n}\n",
		},
		{
			name: "a length that nobody spoke of", rule: "stubs", path: "src/plate.js", issue: "`isPlate` tells plates of the canton from others.\n",
			was:  "export function isPlate(text) {\n  throw new Error('not implemented');\n}\n",
			bad:  "export function isPlate(text) {\n  return text.length === 8;\n}\n",
			good: "export function isPlate(text) {\n  return text.length === 8 && text.startsWith('ZH');\n}\n",
		},
		{
			name: "a length that people spoke of", rule: "stubs", path: "shop/word.py", issue: "A pass phrase has 12 letters or more.\n",
			was:  "def good(phrase):\n    raise NotImplementedError\n",
			bad:  "def good(phrase):\n    return len(phrase) > 3\n",
			good: "LEAST = 12\n\n\ndef good(phrase):\n    return len(phrase) >= LEAST\n",
		},
		{
			name: "a limit that people want", rule: "stubs", path: "queue/queue.go", issue: "Refuse jobs when the batch is too large.\n",
			was:  "package queue\n\nfunc Check(batch []Job) error {\n\tpanic(\"not implemented\")\n}\n",
			good: "package queue\n\nfunc Check(batch []Job) error {\n\tif len(batch) > 500 {\n\t\treturn ErrTooLarge\n\t}\n\treturn nil\n}\n",
		},
		{
			name: "the form of a number that has a check digit", rule: "stubs", path: "books/isbn.py", issue: "`valid` must reject wrong check digits: weighted sum modulo 11, 10 digits long.\n",
			was:  "def valid(isbn):\n    raise NotImplementedError\n",
			bad:  "import re\n\n\ndef valid(isbn):\n    return bool(re.fullmatch(r\"\\d{9}[\\dX]\", isbn))\n",
			good: "def valid(isbn):\n    if len(isbn) != 10:\n        return False\n    return sum((10 - n) * int(d) for n, d in enumerate(isbn)) % 11 == 0\n",
		},
		{
			name: "the form of a card that has a check digit", rule: "stubs", path: "src/card.ts", issue: "Card numbers of 16 digits pass whatever the last one is, see Luhn.\n",
			was:  "export function isCard(text: string): boolean {\n  throw new Error('not implemented');\n}\n",
			bad:  "export function isCard(text: string): boolean {\n  if (text.length !== 16) return false;\n  return /^[0-9]+$/.test(text);\n}\n",
			good: "export function isCard(text: string): boolean {\n  if (text.length !== 16) return false;\n  return luhn(text);\n}\n",
		},
		{
			name: "a form that people ask for", rule: "stubs", path: "src/order.js", issue: "Order numbers are two letters and six digits.\n",
			was:  "export function isOrder(text) {\n  throw new Error('not implemented');\n}\n",
			good: "export function isOrder(text) {\n  return /^[A-Z]{2}\\d{6}$/.test(text);\n}\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
