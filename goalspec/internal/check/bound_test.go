package check

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// TestBoundsMeanWhatTheySay wants the predicate of what the sentence says, and
// where that is not certain a fault.
func TestBoundsMeanWhatTheySay(t *testing.T) {
	for words, want := range map[string]string{
		"C++ coverage of 85%+":                                      ">= 85%",
		"MAX 20 MB":                                                 "<= 20 MB",
		"Coverage must not drop below 80%":                          ">= 80%",
		"Coverage never falls under 80%":                            ">= 80%",
		"Coverage is not under 80%":                                 ">= 80%",
		"Coverage isn't below 80%":                                  ">= 80%",
		"Coverage can’t go below 80%":                               ">= 80%",
		"must not let coverage drop below 80%":                      ">= 80%",
		"The response time must not rise above 200 ms":              "<= 200 ms",
		"The run never exceeds 5 minutes":                           "<= 5 minutes",
		"The run takes no longer than 5 minutes":                    "<= 5 minutes",
		"without exceeding 512 MiB":                                 "<= 512 MiB",
		"No query takes more than 50 ms":                            "<= 50 ms",
		"None of the endpoints takes longer than 200 ms":            "<= 200 ms",
		"no more than 3 errors":                                     "<= 3 errors",
		"no fewer than 3 rows":                                      ">= 3 rows",
		"not less than 3 rows":                                      ">= 3 rows",
		"exceeds 80%":                                               "> 80%",
		"faster than 2 s":                                           "< 2 s",
		"The benchmark runs below 1.5s":                             "< 1.5 s",
		"The median is below 5 ms":                                  "< 5 ms",
		"no slower than 2 s":                                        "<= 2 s",
		"Median latency over 20 runs < 2 s":                         "< 2 s",
		"over 20 runs the median stays below 2 s":                   "< 2 s",
		"Average throughput over 1000 requests/s":                   "> 1000 requests/s",
		"a mean throughput over 1000 requests per second":           "> 1000 requests",
		"Do not change the API, and the time stays under 5 s":       "< 5 s",
		"The API is not changed; coverage is above 80%":             "> 80%",
		"memory <= 1e6 bytes":                                       "<= 1e+06 bytes",
		"at most 1.5 million rows":                                  "<= 1.5e+06 rows",
		"Throughput > 5k req/s":                                     "> 5000 req/s",
		"at most 5k of them":                                        "<= 5000",
		"at most two SQL queries":                                   "<= 2 SQL",
		"No more than one request per page":                         "<= 1 request",
		"answers within five seconds":                               "<= 5 seconds",
		"10 000 rows import in less than a minute":                  "< 1 minute",
		"takes less than an hour":                                   "< 1 hour",
		"fewer than a hundred rows":                                 "< 100 rows",
		"answers within a minute.":                                  "<= 1 minute",
		"The 101st request within a minute answers 429":             "",
		"at least one test covers it":                               "",
		"sees exactly one request":                                  "",
		"more than one user can log in":                             "",
		"stays below zero":                                          "",
		"at most a few":                                             "",
		"less than a third":                                         "",
		"Binary is max. 20 MB":                                      "<= 20 MB",
		"Maximum: 20 MB":                                            "<= 20 MB",
		"min. 5 entries":                                            ">= 5 entries",
		"is ready in 2 min 30 s":                                    "",
		"error rate drops to zero":                                  "== 0",
		"console warnings: 0":                                       "== 0",
		"console warnings 0":                                        "== 0",
		"error count reaches 0":                                     "== 0",
		"The number of warnings is zero.":                           "== 0",
		"the error code is 0":                                       "",
		"If the number of errors is 0, the page is empty":           "",
		"the retries start at 0":                                    "",
		"errors are logged on page 0":                               "",
		"the file is 10 kB or smaller":                              "<= 10 kB",
		"the index has 10 entries or more":                          ">= 10 entries",
		"Lighthouse score of 90+":                                   ">= 90",
		"Coverage: 85%":                                             ">= 85%",
		"coverage of 85%+ in api":                                   ">= 85%",
		"supports Node 18+":                                         "",
		"contrast ratio is at least 4.5:1":                          ">= 4.5",
		"at least 4:15":                                             "fault",
		"&lt;= 5 errors":                                            "<= 5 errors",
		"more than -5 degrees":                                      "> -5 degrees",
		"80 percent or more":                                        ">= 80%",
		"must be at least 1_000 rows":                               ">= 1000 rows",
		"the median over 10 runs is below 5 ms":                     "< 5 ms",
		"works with Go < 1.21.3":                                    "",
		"When more than 5 rows are selected, the button is enabled": "",
		"The build fails if coverage drops below 80%":               "",
		"Uploads are rejected over 5 MB":                            "",
		"uploads of 10 MB or less print no bar":                     "",
		"Files with 100 lines or more are split":                    "",
		"coverage of 80% or more":                                   ">= 80%",
		"--> 5 items":                                               "",

		"coverage of at least 80,5%":                        "fault",
		"at most 1.000 rows":                                "fault",
		"availability of at least 99.995%":                  ">= 99.995%",
		"at most 1.500 s":                                   "<= 1.5 s",
		"at most 1,50 s":                                    "fault",
		"at most 1.000.000 rows":                            "fault",
		"errors <> 0":                                       "fault",
		"errors != 0":                                       "fault",
		"coverage => 80%":                                   "fault",
		"coverage =< 80%":                                   "fault",
		"the tests need not exceed 80%":                     "fault",
		"not only above 80%":                                "fault",
		"never not below 80%":                               "fault",
		"does not crash under 5 MB/s":                       "fault",
		"no crashes above 100 rps":                          "fault",
		"not exactly 5 rows":                                "fault",
		"faster than 20 MB/s":                               "fault",
		"coverage is >= 80% and the latency is below 200ms": "fault",

		"`make t` takes `< 1m30s`":                       "< 90 s",
		"takes less than 1h30m":                          "< 90 m",
		"takes less than 2 minutes and 30 seconds of it": "< 150 seconds",
		"takes at most 1h 30m":                           "<= 90 m",
		"at most 1s500ms":                                "<= 1500 ms",
		"under 5 minutes and 3 retries":                  "fault",
		"at least 10 000":                                "fault",
		"at least 10\u00a0000":                           "fault",
		"at least 10\u202f000":                           "fault",
		"at most 1 000 ms":                               "fault",
		"10 000 rows or more":                            "fault",
		"< 1:30":                                         "fault",
		">= 1/2":                                         "fault",
		">= 0x10":                                        "fault",
		">= 0xFF":                                        "fault",
		"at most 5^2":                                    "fault",
		"at most 5*2":                                    "fault",
		"at most 5+2":                                    "fault",
		"at most 5²":                                     "fault",
		"at most 10 - 2":                                 "fault",
		"at least 5-6":                                   "fault",
		"5-6 rows or more":                               "fault",
		"1/2 or more":                                    "fault",
		"at least 80 or 90%":                             "fault",
		"at least 5 or 6":                                "fault",
		"at least 5 or six":                              "fault",
		"at least 80% or 90%":                            "fault",
		"at least 80 to 90%":                             "fault",
		">= 80‰":                                         "fault",
		">= 80％":                                         "fault",
		"at least 80%+":                                  "fault",
		"at most 5€":                                     "fault",
		">= 0.1e-400":                                    "fault",
		"at least 80個":                                   "fault",
		"at least 2x the rows":                           "fault",
		"at most 5 HTTP 500 answers":                     "<= 5",
		"at most 5 level 3 findings":                     "<= 5",
		"at most 5 feet 3 inches":                        "fault",
		"at least 3 of 5 runs":                           ">= 3",
		"at least **80%** of it":                         "",
		"is **>= 80%** of it":                            ">= 80%",
		"at least 3 end-to-end tests":                    ">= 3 end",
		"at most 5 vulnerabilities.":                     "<= 5 vulnerabilities",
		"is < 5 ms, 3 runs each":                         "< 5 ms",
		"at least 80% (3 runs)":                          ">= 80%",
		"under <b>5 s</b>":                               "< 5 s",
		"is <b>< 5 s</b>":                                "< 5 s",
		"at most 5—always":                               "<= 5",
		"覆盖率 >= 80%。":                                    ">= 80%",
		"at most 10 MB/s.":                               "<= 10 MB/s",
		"at most 5 rows: one each":                       "<= 5 rows",
		"exactly 0":                                      "== 0",

		"0 lint errors":                                  "== 0",
		"Zero new warnings in the console":               "== 0",
		"0 errors are logged on start":                   "== 0",
		"zero warnings left.":                            "== 0",
		"0 errors in `npm run lint`":                     "",
		"0 errors, then a retry":                         "",
		"the archive is 3 MB at most":                    "<= 3 MB",
		"coverage is 85% at the least, measured anew":    ">= 85%",
		"uploads of 10 MB at most print no bar":          "",
		"coverage rises to 85%":                          ">= 85%",
		"the score climbs from 60 to 75":                 ">= 75",
		"the p95 of the search falls to 200 ms":          "<= 200 ms",
		"memory goes down to 512 MiB":                    "<= 512 MiB",
		"the pool grows to 10 workers":                   "",
		"When the latency drops to 5 ms, a light is lit": "",
	} {
		got := ""
		switch p, fault := BoundIn(words); {
		case fault != "":
			got = "fault"
		case p != nil:
			got = p.String()
		}
		if got != want {
			t.Errorf("boundIn(%q) = %q, want %q", words, got, want)
		}
	}
}

// TestRangesAreTwoStatements wants both ends of what is measured, and what only
// stands beside two numbers left as it is.
func TestRangesAreTwoStatements(t *testing.T) {
	for words, want := range map[string]string{
		"`make size` prints between 80 and 150 MB": "[`make size` prints >= 80 MB `make size` prints <= 150 MB]",
		"size: 80-150 MB (gzip)":                   "[size: >= 80 MB (gzip) size: <= 150 MB (gzip)]",
		"the value is 1–5.":                        "[the value is >= 1. the value is <= 5.]",
		"the share is 20% to 30% of all":           "[the share is >= 20% of all the share is <= 30% of all]",
		"latency between 10 ms and 1 s":            "[]",
		"between 9:00 and 17:00 it rests":          "[]",
		"rises from 60% to 80%":                    "[]",
		"a date of 2026-11-29 is shown":            "[]",
		"the report of 2024-2025 is listed":        "[]",
		"ports between 8000 and 8010 are tried":    "[]",
		"between 5 and 10 users log in":            "[]",
		"between `a` and 10":                       "[]",
		"between 10 and 5 rows":                    "[]",
		"works with Go between 1.21.3 and 1.24.1":  "[]",
	} {
		if got := fmt.Sprint(Ends(words)); got != want {
			t.Errorf("ends(%q) = %s, want %s", words, got, want)
		}
	}
}

// TestBoundsHoldForWhatTheSentenceMeans builds sentences whose meaning is known
// by their making, and asks their predicates about values on both sides.
func TestBoundsHoldForWhatTheSentenceMeans(t *testing.T) {
	type phrase struct {
		words string
		holds func(v, n float64) bool
	}
	below := func(v, n float64) bool { return v < n }
	above := func(v, n float64) bool { return v > n }
	positive := []phrase{
		{"is below", below},
		{"is under", below},
		{"is less than", below},
		{"stays lower than", below},
		{"is <", below},
		{"falls below", below},
		{"is above", above},
		{"is over", above},
		{"is more than", above},
		{"exceeds", above},
		{"is greater than", above},
		{"is >", above},
		{"goes beyond", above},
	}
	negative := []phrase{
		{"drop below", below},
		{"fall under", below},
		{"be less than", below},
		{"go below", below},
		{"be <", below},
		{"exceed", above},
		{"rise above", above},
		{"go over", above},
		{"be more than", above},
		{"be >", above},
		{"take longer than", above},
	}
	subjects := []string{"The coverage", "It", "The p99 latency of the search", "The tests pass, and the score", "Nothing else changes; the score"}
	nots := []string{"must not", "should never", "does not", "doesn't", "may not", "must not ever", "cannot", "won’t"}
	rapid.Check(t, func(t *rapid.T) {
		subject := rapid.SampledFrom(subjects).Draw(t, "subject")
		n := float64(rapid.IntRange(-50, 5000).Draw(t, "number"))
		negate := rapid.Bool().Draw(t, "negate")
		verb := rapid.SampledFrom(positive).Draw(t, "phrase")
		words := subject + " " + verb.words
		if negate {
			verb = rapid.SampledFrom(negative).Draw(t, "negated phrase")
			words = subject + " " + rapid.SampledFrom(nots).Draw(t, "not") + " " + verb.words
		}
		words = fmt.Sprintf("%s %v%s", words, n, rapid.SampledFrom([]string{"", "%", " ms", " rows of the table"}).Draw(t, "unit"))
		p, fault := BoundIn(words)
		if p == nil {
			t.Fatalf("%q gives no predicate: %s", words, fault)
		}
		for _, v := range []float64{n - 1, n, n + 1} {
			if got, want := p.Holds(v), verb.holds(v, n) != negate; got != want {
				t.Fatalf("%q reads as %s, which is %v of %v, want %v", words, p, got, v, want)
			}
		}
	})
}

// TestBoundsOfThings: a number that says only of which things a statement speaks
// bounds no measurement.
func TestBoundsOfThings(t *testing.T) {
	for words, want := range map[string]string{
		"`limit` above 500 answers 400":            "",
		"A body over 1 MB gets 413":                "",
		"Bodies over 1 MB are refused":             "",
		"Names under 3 characters return an error": "",
		"Latency is below 500 ms":                  "< 500 ms",
		"Coverage above 80% is reached":            "> 80%",
	} {
		p, fault := BoundIn(words)
		got := fault
		if p != nil {
			got = p.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
