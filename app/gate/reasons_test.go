package gate

import (
	"strings"
	"testing"
)

// TestReasons holds that a rule lets be what has a reason that engineers would give,
// and sees what only looks as if it had.
func TestReasons(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		lint   = "linters:\n  enable:\n    - govet\n"
		banner = "// Generated. Do not edit.\n\nexport interface Order {\n  id: number;\n}\n"
		named  = "Banners should name the document: `// Generated from <title> <version>. Do not edit.`\nGolden files need that line updated.\n"
		plain  = "| Stadt  | Land |\n|--------|------|\n| Wien   | AT   |\n"
		hub    = "package hub\n\ntype Hub struct {\n\tjoin  chan int\n\tleave chan int\n}\n\nfunc New() *Hub {\n\treturn &Hub{\n\t\tjoin:  make(chan int),\n\t\tleave: make(chan int),\n\t}\n}\n"
		cache  = "from stops import Index\n\n\ndef test_near():\n    assert Index([1]).nearest(2) == 1\n"
		spy    = cache + "\n\nclass Counting(Index):\n    calls = 0\n\n    def nearest(self, at):\n        self.calls += 1\n        return super().nearest(at)\n\n\ndef test_asks_once():\n    index = Counting([1])\n    assert index.nearest(2) == 1\n    assert index.calls == 1\n"
		lease  = "package lease\n\nfunc TestExpiry(t *testing.T) {\n\ta := New()\n\ta.Take()\n\ttime.Sleep(60 * time.Millisecond)\n\tif a.Held() {\n\t\tt.Error(\"held\")\n\t}\n}\n"
		turned = "package lease\n\nfunc clocked() (*Lease, func(time.Duration)) {\n\tnow := time.Unix(0, 0)\n\ta := New()\n\ta.now = func() time.Time { return now }\n\treturn a, func(d time.Duration) { now = now.Add(d) }\n}\n\nfunc TestExpiry(t *testing.T) {\n\ta, advance := clocked()\n\ta.Take()\n\tadvance(time.Minute)\n\tif a.Held() {\n\t\tt.Error(\"held\")\n\t}\n}\n"
		timed  = "package lease\n\nfunc TestFast(t *testing.T) {\n\tbegin := time.Now()\n\tNew().Take()\n\tif time.Since(begin) > time.Millisecond {\n\t\tt.Error(\"slow\")\n\t}\n}\n"
		exact  = "export class Turn {\n  equals(o: Turn): boolean {\n    return this.w === o.w && this.x === o.x;\n  }\n}\n"
		tries  = "def test_gives_up():\n    link = Link(9)\n    with raises(Failed):\n        send(link)\n    assert link.attempts == 4\n"
		sorts  = "package ver\n\nfunc TestSort(t *testing.T) {\n\tgot := strings.Fields(\"1.1 1.0 1.0-b.10 1.0-b.2 0.9\")\n\tslices.SortFunc(got, func(a, b string) int { return Compare(a, b) })\n\tif want := []string{\"0.9\", \"1.0-b.2\", \"1.0-b.10\", \"1.0\", \"1.1\"}; !slices.Equal(got, want) {\n\t\tt.Error(got)\n\t}\n}\n"
		pairs  = "package ver\n\nfunc TestEachPair(t *testing.T) {\n\tall := []string{\n\t\t\"0.9\",\n\t\t\"1.0-b.2\",\n\t\t\"1.0-b.10\",\n\t\t\"1.0\",\n\t\t\"1.1\",\n\t}\n\tfor i, v := range all {\n\t\tfor j, w := range all {\n\t\t\tif got := Compare(v, w); got != cmp.Compare(i, j) {\n\t\t\t\tt.Error(v, w, got)\n\t\t\t}\n\t\t}\n\t}\n}\n"
		quotes = "test('names', () => {\n  assert.equal(name('ann'), 'Ann');\n  assert.equal(name('bob'), 'Bob');\n});\n"
		units  = "GO ?= go\n\ntest:\n\t$(GO) test ./...\n"
	)
	for _, c := range []principle{
		{
			name: "an exception for what never fails", rule: "thresholds", path: ".golangci.yml", was: lint, issue: "Turn errcheck on.\n",
			bad:  lint + "    - errcheck\nlinters-settings:\n  errcheck:\n    exclude-functions:\n      - (*os.File).Close\n",
			good: lint + "    - errcheck\nlinters-settings:\n  errcheck:\n    exclude-functions:\n      - (*strings.Builder).WriteString\n",
		},
		{
			name: "a record that fills the gaps of a sample", rule: "snapshots", path: "test/orders.ts.golden", was: banner, issue: named,
			bad:  replaced(banner, "id: number", "id: unknown"),
			good: replaced(banner, "// Generated.", "// Generated from Orders 1.2."),
		},
		{
			name: "a gap that shows a fault", rule: "snapshots", path: "test/orders.ts.golden", was: banner, issue: named,
			bad: replaced(banner, "// Generated.", "// Generated from undefined 1.2."),
		},
		{
			name: "signs as a sample has them", rule: "snapshots", path: "testdata/plain.golden", was: plain, issue: "Separators get spaces (`| --- |`, not `|-----|`).\n",
			bad:  replaced(plain, "| Wien   | AT   |", "| Wien | AT   |"),
			good: replaced(plain, "|--------|------|", "| ------ | ---- |"),
		},
		{
			name: "a constructor of a type that needs less", rule: "stubs", path: "hub.go", was: hub,
			bad:  replaced(hub, "\treturn &Hub{\n\t\tjoin:  make(chan int),\n\t\tleave: make(chan int),\n\t}\n", "\treturn &Hub{}\n"),
			good: "package hub\n\ntype Hub struct {\n\tmu   sync.Mutex\n\tsubs map[int]bool\n}\n\nfunc New() *Hub { return &Hub{} }\n",
		},
		{
			name: "a subclass that only counts", rule: "mocks", path: "test_stops.py", was: cache,
			bad:    replaced(spy, "return super().nearest(at)", "return 1"),
			good:   spy,
			beside: "stops.py=class Index:\n    def nearest(self, at):\n        return min(self.all)\n",
		},
		{
			name: "a clock that tests turn by a helper", rule: "clock", path: "lease_test.go", was: lease, good: turned,
		},
		{
			name: "a clock that stands still by a helper", rule: "clock", path: "lease_test.go", was: timed,
			bad: "package lease\n\nfunc clocked() *Lease {\n\ta := New()\n\ta.now = func() time.Time { return zero }\n\treturn a\n}\n" + replaced(replaced(timed, "package lease\n", ""), "New()", "clocked()"),
		},
		{
			name: "an equality that people call too strict", rule: "equality", path: "src/turn.ts", was: exact, issue: "- `equals` should treat q and -q as the same rotation.\n",
			bad:  replaced(exact, "this.w === o.w && this.x === o.x", "Math.abs(this.w - o.w) < 1e-9"),
			good: replaced(exact, "this.w === o.w && this.x === o.x", "Math.abs(this.w - sign * o.w) < 1e-9 && Math.abs(this.x - sign * o.x) < 1e-9"),
		},
		{
			name: "an assertion that says more, beside a new one", rule: "expectations", path: "tests/test_send.py", was: tries,
			bad:  replaced(tries, "== 4", "== 2"),
			good: replaced(tries, "link.attempts == 4\n", "link.attempts == failed.value.attempts == 4\n\n\ndef test_set():\n    link = Link(2)\n    with raises(Failed):\n        send(link, 2)\n    assert link.attempts == 2\n"),
		},
		{
			name: "an order that is told pair by pair", rule: "tests-removed", path: "ver_test.go", was: sorts,
			bad:  replaced(pairs, "\t\t\"1.0-b.10\",\n", ""),
			good: pairs,
		},
		{
			name: "other quotes", rule: "expectations", path: "test/name.test.js", was: quotes,
			bad:  strings.ReplaceAll(replaced(quotes, "'Ann'", "'ann'"), "'", "\""),
			good: strings.ReplaceAll(quotes, "'", "\""),
		},
		{
			name: "a list of packages", rule: "masking", path: "Makefile", was: units, issue: "`make unit` leaves the slow package out.\n",
			bad:  units + "\nunit:\n\t$(GO) test ./... | grep -v /slow\n",
			good: units + "\nunit:\n\t$(GO) test $$($(GO) list ./... | grep -v '/slow$$')\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
