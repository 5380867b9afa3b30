package verify

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

const pytestCov = `tests/test_price.py ..                                              [ 66%]
tests/test_shop.py .                                                [100%]

---------- coverage: platform linux, python 3.12.3-final-0 -----------
Name                 Stmts   Miss  Cover   Missing
--------------------------------------------------
shop/__init__.py         0      0   100%
shop/price.py           20      6    70%   3-7, 12
--------------------------------------------------
TOTAL                   40      6    85%
============================== 3 passed in 0.52s ==============================
`

const istanbul = `----------|---------|----------|---------|---------|-------------------
File      | % Stmts | % Branch | % Funcs | % Lines | Uncovered Line #s
----------|---------|----------|---------|---------|-------------------
All files |   85.71 |    66.66 |      75 |   85.71 |
 a.js     |      50 |       50 |      50 |      50 | 3-7
----------|---------|----------|---------|---------|-------------------
`

const funcCover = "shop/price.go:5:\tNet\t\t50.0%\nshop/price.go:9:\tGross\t\t100.0%\ntotal:\t\t\t(statements)\t85.7%\n"

const hyperfine = `Benchmark 1: ./shop
  Time (mean ± σ):      29.4 ms ±   0.8 ms    [User: 120.1 ms, System: 8.2 ms]
  Range (min … max):    28.1 ms …  31.7 ms    98 runs
`

const k6 = `     checks.........................: 100.00% ✓ 10 ✗ 0
     http_req_duration..............: avg=117.55ms min=115.2ms med=117.1ms max=120.3ms p(90)=119ms p(95)=119.8ms
`

const bench = "BenchmarkNet-8   \t 1000\t   1234567 ns/op\t     120 B/op\t       3 allocs/op\nPASS\nok  \tshop\t1.512s\n"

// TestMeasure: what a careful reader takes from an output for a bound; "" where
// nobody can tell for certain.
func TestMeasure(t *testing.T) {
	for _, c := range []struct{ name, log, bound, want string }{
		{"one number", "coverage: 85.0% of statements", ">= 80%", "85%"},
		{"a space before the unit", "84 %", ">= 80%", "84%"},
		{"another unit beside it", "took 1.2s for 300 rows", "< 1.5 s", "1.2s"},
		{"none", "ok", ">= 80%", ""},
		{"none of the unit", "300 rows", "< 30 ms", ""},
		{"the unit in the singular", "1 error", "<= 3 errors", "1errors"},

		{"several", "run 1: 70%\nrun 2: 84 %", ">= 80%", "70%, the worst of 2 numbers"},
		{"what ends the program speaks last", "took 29.4 ms\ncaches freed after 3 ms\n", "< 10 ms", "29.4ms, the worst of 2 numbers"},
		{"what begins the program speaks first", "loaded in 3 ms\ntook 29.4 ms\n", "< 10 ms", "29.4ms, the worst of 2 numbers"},
		{"all keep it", "3 ms\n9 ms", "< 10 ms", "9ms, the worst of 2 numbers"},
		{"equal to a value", "7 rows\n9 rows", "== 7 rows", "9rows, the worst of 2 numbers"},
		{"packages", "ok  \ta\t0.01s\tcoverage: 10.0% of statements\nok  \tb\t0.01s\tcoverage: 95.0% of statements\n", ">= 80%", "10%, the worst of 2 numbers"},
		{"a package without tests", "\ta\t\tcoverage: 0.0% of statements\nok  \tb\t0.01s\tcoverage: 95.0% of statements\n", ">= 80%", "0%, the worst of 2 numbers"},
		{"a package without statements", "ok  \ta\t0.01s\tcoverage: [no statements]\nok  \tb\t0.01s\tcoverage: 95.0% of statements\n", ">= 80%", "95%"},
		{"the bound is repeated", "took 12 ms (limit 30 ms)", "< 30 ms", "12ms"},
		{"the bound is repeated by its sign", "p95 12 ms <= 30 ms", "< 30 ms", "12ms"},
		{"the bound is repeated, and reached", "took 30 ms (limit 30 ms), was 12 ms", "< 30 ms", "30ms, the worst of 2 numbers"},
		{"the bound is a measure beside another", "1 error, 0 warnings", "< 1", "1, the worst of 2 numbers"},
		{"more than the bound", "12 ms, then over 30 ms", "< 30 ms", "30ms, the worst of 2 numbers"},
		{"the bound is the largest", "min 12 ms, max 30 ms", "< 30 ms", "30ms, the worst of 2 numbers"},
		{"only the bound", "limit 30 ms", "< 30 ms", ""},
		{"the runner repeats it", "Required test coverage of 80% reached. Total coverage: 85.00%", ">= 80%", "85%"},
		{"it is reached, and missed", "80%\n79.9%", ">= 80%", "79.9%"},
		{"equal is no repetition", "7 rows\n7 rows", "== 7 rows", "7rows, the worst of 2 numbers"},
		{"the bound is reached", "took 30 ms", "< 30 ms", "30ms"},

		{"thousands", "took 1,234 ms", "< 300 ms", "1234ms"},
		{"thousands by _", "took 1_234_567 ms", "< 300 ms", "1234567ms"},
		{"thousands by '", "took 1'234 ms", "< 300 ms", "1234ms"},
		{"thousands by a narrow blank", "took 1\u202f234 ms", "< 300 ms", "1234ms"},
		{"thousands by a blank", "took 1 234 ms", "< 300 ms", ""},
		{"a decimal comma", "took 29,4 ms", "< 30 ms", ""},
		{"stops for thousands", "took 1.234.567 ms", "< 300 ms", ""},
		{"an exponent", "took 1.5e3 ms", "< 30 ms", "1500ms"},
		{"an exponent with a sign", "took 1.5E+03ms", "< 30 ms", "1500ms"},
		{"a small one", "took 15e-1 ms", "< 30 ms", "1.5ms"},
		{"a power", "took 2*10^3 ms", "< 30 ms", ""},
		{"a fraction", "took 100/3 ms", "< 30 ms", ""},
		{"a leading dot", "took .5 ms", "< 1 ms", "0.5ms"},
		{"leaders", "took.....5 ms", "< 10 ms", "5ms"},
		{"a trailing dot", "took 5. ms", "< 10 ms", "5ms"},
		{"a hyphen", "v1-2 ms", ">= 0 ms", "2ms"},
		{"below nothing", "drift: -2 ms", ">= 0 ms", "-2ms"},
		{"a range", "took 1-20 ms", ">= 5 ms", "1ms, the worst of 2 numbers"},
		{"a range in words", "from 1 to 20 ms", ">= 5 ms", "1ms, the worst of 2 numbers"},
		{"glued to a word", "took29.4ms\n3 ms", "< 10 ms", "29.4ms, the worst of 2 numbers"},
		{"no number", "took NaN ms\n3 ms", "< 10 ms", ""},
		{"without end", "took inf ms\n3 ms", "< 10 ms", ""},
		{"other digits", "took ٣٠ ms\n3 ms", "< 10 ms", ""},
		{"a multiple", "1.2k errors\n3 errors", "<= 5 errors", ""},
		{"colours", "\x1b[32m85%\x1b[0m", ">= 80%", "85%"},
		{"written over", "10%\r85%\n", ">= 80%", "10%, the worst of 2 numbers"},

		{"a slow one is told in another unit", "took 1.2s\nfreed after 3ms", "< 30 ms", "1200ms, the worst of 2 numbers"},
		{"one in several units", "took 1m30.5s", "< 2 min", "1.508333333min"},
		{"of the shell", "real\t0m1.234s\nuser\t0m0.5s\nsys\t0m0.1s", "< 2 s", "1.234s, the worst of 3 numbers"},
		{"seconds in words", "took 1.2 seconds", "< 2 s", "1.2s"},
		{"sizes", "peak 1.2 GB, heap 3 MB", "< 100 MB", "1200MB, the worst of 2 numbers"},
		{"a size is no rate", "30 MB/s, 3 MB", "< 10 MB", "3MB"},
		{"a rate", "1,234.5 req/s", ">= 1000 req/s", "1234.5req/s"},
		{"the runner's own time", "took 3 ms\n============ 3 passed in 0.52s ============", "< 30 ms", "3ms"},
		{"the runner's time is asked for", "3 passed in 0.52s", "< 1 s", "0.52s"},
		{"no line of a runner", "took 3 ms\nquery 1 passed in 0.52s", "< 30 ms", "520ms, the worst of 2 numbers"},

		{"without a unit", "12 passed", ">= 10", "12"},
		{"times are something else", "Ran 12 tests in 0.003s", ">= 10", "12"},
		{"versions, dates, names", "shop@1.0.0 (2026-11-30 04:38:20) utf8 v2\n7\n", "<= 10", "7"},
		{"of each file", "a.py:3\nb.py:0\n", "== 0", "3, the worst of 2 numbers"},
		{"a multiple without a unit", "1.2k", "<= 5", ""},

		{"pytest-cov", pytestCov, ">= 80%", "85%"},
		{"and what the product adds", pytestCov + "TOTAL 40 1 97%\n", ">= 90%", "85%, the worst of 2 numbers"},
		{"a total is no total of another's", "coverage 10%\nx 20 1 95%\nTOTAL 40 4 90%\n", ">= 80%", "10%, the worst of 2 numbers"},
		{"no total", strings.Split(pytestCov, "TOTAL")[0], ">= 80%", "70%, the worst of 2 numbers"},
		{"istanbul", istanbul, ">= 80%", "66.66%, the worst of 4 numbers"},
		{"and what the product adds", istanbul + "All files | 100 | 100 | 100 | 100 |\n", ">= 80%", "66.66%, the worst of 8 numbers"},
		{"istanbul, enough", strings.ReplaceAll(istanbul, "66.66", "86.66"), ">= 70%", "75%, the worst of 4 numbers"},
		{"go tool cover", funcCover, ">= 80%", "85.7%"},
		{"hyperfine", hyperfine, "< 30 ms", "29.4ms"},
		{"two commands of hyperfine", hyperfine + strings.ReplaceAll(hyperfine, "29.4", "35.0"), "< 30 ms", "35ms, the worst of 2 numbers"},
		{"hyperfine and another", hyperfine + "took 40 ms\n", "< 30 ms", "40ms, the worst of 2 numbers"},
		{"words before another's number", hyperfine + "  Range (min … max):  took 40 ms\n", "< 30 ms", "40ms, the worst of 2 numbers"},
		{"k6", k6, "< 200 ms", "120.3ms, the worst of 6 numbers"},
		{"k6, slow", strings.ReplaceAll(k6, "120.3ms", "1.2s"), "< 200 ms", "1200ms, the worst of 6 numbers"},
		{"k6, checks", k6, ">= 99%", "100%"},
		{"go bench", bench, "<= 3 allocs", "3allocs"},
		{"go bench, time", bench, "< 2 ms", "1.234567ms"},
		{"a line of numbers without end", strings.Repeat("1 ", 20_000) + "ms", "< 2 ms", ""},
		{"timeit", "5 loops, best of 5: 29.4 msec per loop", "< 30 ms", "29.4ms"},
	} {
		p, err := goalspec.ParsePredicate(c.bound)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Measure(c.log, p)
		got := r.in(p.Unit)
		if err != nil {
			got = ""
		}
		if got != c.want {
			t.Errorf("%s: read %q, want %q (%v)", c.name, got, c.want, err)
		}
	}
}

// TestNoNumberOfAPart: what was lost may hold the number that counts.
func TestNoNumberOfAPart(t *testing.T) {
	p, err := goalspec.ParsePredicate("< 10 ms")
	if err != nil {
		t.Fatal(err)
	}
	out := &capped{limit: 20}
	for _, s := range []string{"took 3 ms\n", strings.Repeat("x", 100), "took 29.4 ms\n"} {
		if _, err := out.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	for want, lost := range map[app.Status]int{app.StatusError: out.lost, app.StatusPass: 0} {
		if got, measured, why := status(app.Check{Predicate: &p}, sandbox.Result{}, "took 3 ms\n", lost); got != want {
			t.Errorf("%d bytes lost: %s %q (%s), want %s", lost, got, measured, why, want)
		}
	}
	if got, _, _ := status(app.Check{}, sandbox.Result{}, out.String(), out.lost); got != app.StatusPass {
		t.Errorf("a check without a bound is %s", got)
	}
}

func FuzzMeasure(f *testing.F) {
	f.Add(k6, 200.0)
	f.Add("took 1-2 ms 1 234 ms .5e3ms", 1.0)
	f.Fuzz(func(t *testing.T, log string, bound float64) {
		p := goalspec.Predicate{Op: "<", Value: bound, Unit: "ms"}
		before, err := Measure(log, p)
		if err != nil {
			return
		}
		after, err := Measure(log+"\nfreed after 0.001 ms\n", p)
		if err == nil && p.Holds(after.Worst) && !p.Holds(before.Worst) {
			t.Errorf("one more small number makes %v of %v", after, before)
		}
	})
}
