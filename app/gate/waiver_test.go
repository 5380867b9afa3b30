package gate

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestPermissionsLapse: a permission for what a rule saw holds while the same
// stands there, and no longer.
func TestPermissionsLapse(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	planted, err := violations()
	if err != nil {
		t.Fatal(err)
	}
	for rule, by := range planted {
		for language, c := range by {
			in := between(c.base, c.base.over(c.cheat))
			in.Contract, in.Goal, in.Plan = &app.Contract{}, &app.Goal{Body: c.issue}, &app.Plan{Files: c.plan}
			found := func(waivers []app.Waiver) (places, let []app.Place) {
				in.Waivers = waivers
				v, err := gates.Judge(in)
				if err != nil {
					t.Fatal(err)
				}
				for _, child := range v.Children {
					if child.Rule == rule {
						places, let = append(places, child.Places...), append(let, child.Permitted...)
					}
				}
				return places, let
			}
			seen, _ := found(nil)
			var same, other []app.Waiver
			for _, at := range seen {
				if at.Bytes == "" {
					t.Errorf("%s %s: %s does not say what was seen", rule, language, at.Path)
				}
				same = append(same, app.Waiver{Rule: rule, Path: at.Path, By: "ann", Bytes: at.Bytes})
				other = append(other, app.Waiver{Rule: rule, Path: at.Path, By: "ann", Bytes: at.Bytes + " and more"})
			}
			left, let := found(same)
			if len(left) > 0 {
				t.Errorf("%s %s: the permission does not hold for %v", rule, language, left)
			}
			if !slices.Equal(let, slices.Compact(slices.Clone(seen))) {
				t.Errorf("%s %s: what was let in reads %+v, and was found as %+v", rule, language, let, seen)
			}
			if left, _ := found(other); len(left) != len(seen) {
				t.Errorf("%s %s: the permission has not lapsed: %v of %v", rule, language, left, seen)
			}
		}
	}
}

// TestPermissionsHoldForTheBlock: a permission given for one file holds for none
// of what a later one does, unless what was seen stands there as it did.
func TestPermissionsHoldForTheBlock(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		price = "class Price(int):\n    def __eq__(self, other):\n        return int(self) == int(other)\n"
		close = "def close(job):\n    try:\n        job.end()\n    except Exception:\n        pass\n"
		ci    = "on: push\njobs:\n  test:\n    steps:\n      - name: lint\n        run: make lint\n"
		loose = ci + "        continue-on-error: true\n"
		nets  = "import unittest\n\n\nclass NetTest(unittest.TestCase):\n    def test_whole(self):\n        self.assertEqual(net(100), 90)\n        self.assertEqual(net(0), 0)\n\n    def test_net(self):\n        self.assertEqual(net(100), 90)\n        self.assertEqual(net(10), 9)\n"
		wholy = "import unittest\n\n\nclass NetTest(unittest.TestCase):\n    def test_whole(self):\n        self.assertEqual(net(0), 0)\n\n    def test_net(self):\n        self.assertEqual(net(100), 90)\n        self.assertEqual(net(10), 9)\n"
	)
	for name, c := range map[string]struct {
		rule, path, base, seen, later string
		left                          int // places that nobody permitted
	}{
		"the same":                          {"equality", "price.py", "", price, price, 0},
		"a line above":                      {"equality", "price.py", "", price, "RATE = 3\n\n\n" + price, 0},
		"a function below":                  {"equality", "price.py", "", price, price + "\n    def net(self):\n        return self - 1\n", 0},
		"another body":                      {"equality", "price.py", "", price, "class Price(int):\n    def __eq__(self, other):\n        return abs(int(self) - int(other)) <= 1\n", 1},
		"the same again":                    {"equality", "price.py", "", price, price + "\n\n" + "class Rate(int):\n    def __eq__(self, other):\n        return int(self) == int(other)\n", 1},
		"the same line with another body":   {"equality", "price.py", "", price, price + "\n\n" + "class Rate(int):\n    def __eq__(self, other):\n        return True\n", 2},
		"more is swallowed":                 {"swallowed", "job.py", "", close, "def close(job):\n    try:\n        job.end()\n        job.pay()\n    except Exception:\n        pass\n", 1},
		"a second one swallows":             {"swallowed", "job.py", "", close, close + "\n\ndef pay(job):\n    try:\n        job.pay()\n    except Exception:\n        pass\n", 1},
		"another step may fail":             {"masking", ".github/workflows/ci.yml", ci, loose, "on: push\njobs:\n  test:\n    steps:\n      - name: lint\n        run: make test\n        continue-on-error: true\n", 1},
		"a step beside the one that may":    {"masking", ".github/workflows/ci.yml", ci, loose, loose + "      - name: test\n        run: make test\n", 0},
		"a second step may fail":            {"masking", ".github/workflows/ci.yml", ci, loose, loose + "      - name: test\n        run: make test\n        continue-on-error: true\n", 1},
		"an assertion is gone":              {"assertions", "tests/test_net.py", nets, wholy, wholy, 0},
		"an assertion is gone, and another": {"assertions", "tests/test_net.py", nets, wholy, "import unittest\n\n\nclass NetTest(unittest.TestCase):\n    def test_whole(self):\n        self.assertEqual(net(0), 0)\n\n    def test_net(self):\n        self.assertEqual(net(10), 9)\n", 1},
	} {
		t.Run(name, func(t *testing.T) {
			found := func(now string, waivers []app.Waiver) (places, let []app.Place) {
				base := tree{}
				if c.base != "" {
					base[c.path] = c.base
				}
				in := between(base, base.over(tree{c.path: now}))
				in.Contract, in.Goal, in.Waivers = &app.Contract{}, &app.Goal{}, waivers
				v, err := gates.Judge(in)
				if err != nil {
					t.Fatal(err)
				}
				for _, child := range v.Children {
					if child.Rule == c.rule {
						places, let = child.Places, child.Permitted
					}
				}
				return places, let
			}
			seen, _ := found(c.seen, nil)
			if len(seen) == 0 {
				t.Fatal("the rule sees nothing to permit")
			}
			var given []app.Waiver
			for _, at := range seen {
				given = append(given, app.Waiver{Rule: c.rule, Path: at.Path, By: "ann", Bytes: at.Bytes})
			}
			if left, let := found(c.later, given); len(left) != c.left || c.left == 0 && len(let) != len(seen) {
				t.Errorf("left are %+v, want %d; let in %+v", left, c.left, let)
			}
		})
	}
}
