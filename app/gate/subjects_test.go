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
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
