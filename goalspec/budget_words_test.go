package goalspec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestBudgetsInWords holds that a time in words is granted where its number is certain,
// and else kept as when to stop and told; and that what is no amount is refused.
func TestBudgetsInWords(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"at most two hours": "minutes=120", "an hour": "minutes=60", "three hours max": "minutes=180", "within 90 minutes": "minutes=90", "fifty actions, two hours": "actions=50 minutes=120",
		"no more than half a day": "told", "two working days": "told", "an afternoon": "told", "2-3 days": "told", "a couple of days": "told", "overnight": "told", "by Friday": "told",
		"half an hour": "minutes=30", "half an hour; half a million tokens": "minutes=30 tokens=500000", "max. half an hour, half a thousand actions": "actions=500 minutes=30", "half an hour per item": "told", "a few hours": "told", "less than a day": "told", "do not spend more than half a day": "told", "2d": "told",
		"half a day, 2M tokens": "tokens=2000000 told", "two days and 50 actions": "actions=50 told",
		"30 min, don't burn more than $3": "minutes=30 usd=3", "30 minutes and do not spend more than $3": "minutes=30 usd=3", "max. 30 min, $3 max": "minutes=30 usd=3", "time: 2h, cost: $3": "minutes=120 usd=3", "stop there": "GS019",
		"50 actions, don't go over 2 hours": "actions=50 minutes=120", "never use more than half an hour, $3 tops": "minutes=30 usd=3", "don't burn it": "GS019", "30 min, don't burn down": "GS019", "spend less than you can": "GS019",
		"small": "GS019", "30 minutes per item": "told", "2 hours of agent time in total": "minutes=120", "40 hours in total, not more than 3 hours on a single test": "minutes=2400 told", "50 actions. 30 minutes.": "GS019", "5 bananas": "GS019", "bananas=5": "GS019", "one day (8 hours)": "GS019", "50 actions a day": "GS019", "1,50 hours": "GS019",
	} {
		g, findings := goalspec.Parse("", bounded+"Budget: "+words+"\n").Admit(goalspec.Options{})
		got := g.Budget().String()
		if len(g.Stop()) == 1 && told(findings, "GS043") {
			if got != "" {
				got += " "
			}
			got += "told"
		}
		if g.IsZero() && told(findings, "GS019") {
			got = "GS019"
		}
		if got != want {
			t.Errorf("%q gives %q, want %q: %v", words, got, want, findings)
		}
	}
}

// TestBudgetsInConstraints holds that a constraint on what the work may use up or change
// is a budget besides, or told, and that one on the product is neither.
func TestBudgetsInConstraints(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"Spend at most 2 hours":              "minutes=120",
		"Do not spend more than 90 minutes":  "minutes=90",
		"At most 4 hours":                    "told",
		"At most 3 questions in a quiz":      "",
		"Run for at most 5 minutes":          "told",
		"At most 50 tool calls":              "actions=50",
		"Use at most 20 USD":                 "usd=20",
		"Use no more than 2M tokens":         "tokens=2000000",
		"Ask at most three questions":        "questions=3",
		"Change at most 5 files":             "files=5",
		"No more than 400 changed lines":     "lines=400",
		"Spend at most half a day":           "told",
		"Spend at most 20 euros":             "told",
		"Time: 30min":                        "told",
		"Duration: 45 minutes":               "told",
		"Time limit: at most two hours":      "told",
		"Cost: $3":                           "told",
		"Time box: two hours":                "minutes=120",
		"Time budget: 2 hours":               "minutes=120",
		"Effort: 2h":                         "minutes=120",
		"Spend at most half an hour":         "minutes=30",
		"Must not take more than 10 minutes": "",
		"It must use at most 5 tokens":       "",
		"May take up to 2 hours":             "",
		"Do not exceed 60 minutes":           "",
		"Do not exceed $10 or 60 minutes":    "minutes=60 usd=10",
		"Don't take longer than 5 minutes":   "",
		"Don't burn more than 3 dollars":     "usd=3",
		"Time: half a day":                   "told",
		"Time: shown as 30 min":              "",
		"Time: 10:30 stays 10:30":            "",
		"Cost: keep the column":              "",
		"At most 5 files in the archive":     "",
		"Use at most 20 MB of memory":        "",
		"A request takes at most 2 minutes":  "",
		"Read at most 5 files at a time":     "",
		"No more than 400 lines a file":      "",
	} {
		g, findings := goalspec.Parse("", bounded+"Constraints:\n- "+words+"\n").Admit(goalspec.Options{})
		got := g.Budget().String()
		if told(findings, "GS043") {
			got += "told"
		}
		if !slices.ContainsFunc(g.Constraints(), func(c goalspec.Constraint) bool { return c.Text == words }) || got != want {
			t.Errorf("%q gives %q, want %q: %v", words, got, want, findings)
		}
	}
}

// TestLimitsDiffer holds that of a budget and a constraint on the same the smaller is held,
// in whatever order they stand, and that what may be limits of the product refuses nothing.
func TestLimitsDiffer(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"Budget: 60 minutes\n\nConstraints:\n- Spend at most 2 hours\n":                            "minutes=60 told",
		"Constraints:\n- Spend at most 2 hours\n\nBudget: 60 minutes\n":                            "minutes=60 told",
		"Constraints:\n- Spend at most half an hour\n\nBudget: 60 minutes, $5\n":                   "minutes=30 usd=5 told",
		"Constraints:\n- Use at most 2M tokens\n- Do not use more than 1M tokens\n":                "tokens=1000000 told",
		"Constraints:\n- Spend at most 1 hour\n\nBudget: 60 minutes\n":                             "minutes=60",
		"Constraints:\n- Duration: 45 minutes\n- Time: 30 min\n- Time limit: 5 minutes\n":          "told",
		"Constraints:\n- Must not use more than 1000 tokens\n- It may use up to 10 tokens\n":       "",
		"A visit ends by itself. It may take up to 20 minutes. It must take at most 30 minutes.\n": "",
	} {
		g, findings := goalspec.Parse("", bounded+words).Admit(goalspec.Options{})
		got := g.Budget().String()
		if told(findings, "GS043") {
			got = strings.TrimSpace(got + " told")
		}
		if g.IsZero() || got != want {
			t.Errorf("%q gives %q, want %q: %v", words, got, want, findings)
		}
	}
}

// TestBudgetsInSentences holds that a sentence or an item that says what the work may use
// is a budget or refused, and one on a thing of the product is neither.
func TestBudgetsInSentences(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"The budget is 2 hours.":                                      "minutes=120",
		"Our budget for this is two hours.":                           "minutes=120",
		"Budget is 50 USD, 2 hours.":                                  "minutes=120 usd=50",
		"We have a budget of $20.":                                    "usd=20",
		"Max budget $20":                                              "usd=20",
		"Keep within a budget of 2M tokens.":                          "tokens=2000000",
		"Timebox this to 3 hours.":                                    "minutes=180",
		"You have 90 minutes for this.":                               "minutes=90",
		"The time budget for the whole task is two days.":             "told",
		"Don't burn more than $3.":                                    "usd=3",
		"Take at most 30 minutes and don't spend over $3.":            "minutes=30 usd=3",
		"Please spend no more than $3 and take at most half an hour.": "minutes=30 usd=3",
		"Do not exceed 40 tool calls.":                                "actions=40",
		"It may take up to 20 minutes.":                               "",
		"Take at most 20 minutes.":                                    "",
		"Never run for more than 2 hours.":                            "",
		"It should use at most 5 tokens.":                             "",
		"Must not cost more than 5 dollars.":                          "",
		"Take at most 30 minutes of video into account.":              "",
		"Don't take more than 3 steps at once.":                       "",
		"An export must not take more than 5 minutes.":                "",
		"Time: 30 min":                                                "",
		"The budget is 2 hours or so.":                                "GS019",
		"The budget is 50 USD a month.":                               "GS019",
		"The error budget is 2 hours.":                                "",
		"The import has a budget of 2 hours.":                         "",
		"The budget is 200 kB.":                                       "",
		"The budget is a table.":                                      "",
		"The budget lists 50 USD.":                                    "",
		"You have 30 minutes before the link expires.":                "",
		"You have five minutes.":                                      "",
		"You have five minutes to finish the checkout.":               "",
		"You have three items in the cart.":                           "",
		"The budget of the page is 50 requests and 2 MB.":             "",
		"An hour has a budget of 50 USD in the simulation":            "",
	} {
		for _, lead := range []string{"\n", "\n- It is about `api/`.\n- "} {
			g, findings := goalspec.Parse("", bounded+lead+words+"\n").Admit(goalspec.Options{})
			got := g.Budget().String()
			switch {
			case told(findings, "GS019"):
				got = "GS019"
			case told(findings, "GS043"):
				got += "told"
			}
			if got != want {
				t.Errorf("%q gives %q, want %q: %v", lead+words, got, want, findings)
			}
		}
	}
}

// TestBudgetsAmongPaths holds that an entry that says what the work may use is no path, and
// bounds none; what is a path by its form stays one.
func TestBudgetsAmongPaths(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"Time: 30min":                "minutes=30",
		"Cost: at most $3":           "usd=3",
		"spending more than $3":      "usd=3",
		"taking more than two hours": "minutes=120",
		"Time: an afternoon":         "told",
		"`time/30min`":               "",
		"time.go":                    "",
		"Time: `src/time/`":          "",
	} {
		g, findings := goalspec.Parse("", bounded+"\nOff limits:\n- `migrations/**`\n- "+words+"\n").Admit(goalspec.Options{})
		got := g.Budget().String()
		if told(findings, "GS043") {
			got += "told"
		}
		var denied []string
		for _, d := range g.Scope().Deny {
			denied = append(denied, d.Pattern)
		}
		if paths := len(denied) > 1; got != want || !slices.Contains(denied, "migrations/**") || paths != (want == "") {
			t.Errorf("%q gives %q and denies %q, want %q: %v", words, got, denied, want, findings)
		}
	}
}
