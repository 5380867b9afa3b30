package publish

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// count is "1 file" or "3 files".
func count(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case one == "criterion":
		return fmt.Sprintf("%d criteria", n)
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// amount is a number people read at a glance: 950, 12.5k, 3M.
func amount(v float64) string {
	switch {
	case v >= 1e6:
		return short(v/1e6) + "M"
	case v >= 1e4:
		return short(v/1e3) + "k"
	}
	return short(v)
}

func short(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

// took is how long something ran.
func took(d time.Duration) string {
	switch {
	case d == 0:
		return "0 s"
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	return fmt.Sprintf("%.0f min", d.Minutes())
}

func moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// who names an actor without notifying anybody.
func (p page) who(actor string) string {
	kind, name, found := strings.Cut(actor, ":")
	switch {
	case actor == "":
		return "somebody"
	case actor == app.ByPolicy:
		return "the policy"
	case actor == string(app.ActorHarness):
		return "goalkeeper"
	case found && kind == "github":
		return markdown.Line(p.scrubbed(name), 60)
	}
	return markdown.Line(p.scrubbed(actor), 60)
}

// mark is how an outcome looks in a list.
func mark(o app.Outcome) string {
	switch o {
	case app.OutcomeProven:
		return "✓"
	case app.OutcomeFailed:
		return "✗"
	case app.OutcomeInspection:
		return "☐"
	}
	return "○"
}

func outcomeWords(o app.Outcome) string {
	switch o {
	case app.OutcomeProven:
		return "proven"
	case app.OutcomeFailed:
		return "failed"
	case app.OutcomeVoid:
		return "shows nothing"
	case app.OutcomeInspection:
		return "for people"
	}
	return "open"
}

// kindWords say what a check has to show.
func kindWords(k app.Kind) string {
	switch k {
	case goalspec.MustChange:
		return "must change: red on the base, green afterwards"
	case goalspec.MustHold:
		return "must hold: green on the base and afterwards"
	}
	return "not said"
}

func kindTag(k app.Kind) string {
	switch k {
	case goalspec.MustChange:
		return "must change"
	case goalspec.MustHold:
		return "must hold"
	}
	return ""
}

// result is what one run of a check came to.
func (p page) result(e *app.Evidence) string {
	if e == nil {
		return "not run"
	}
	words := ""
	switch {
	case e.TimedOut:
		return "ran into its time limit"
	case e.Status == app.StatusPass:
		words = "green"
	case e.Status == app.StatusFail:
		words = fmt.Sprintf("red, exit %d", e.Exit)
	case e.Status == app.StatusError && e.Why != "":
		return "could not be run: " + p.words(e.Why)
	case e.Status == app.StatusSkipped:
		return "skipped"
	default:
		return "could not be run"
	}
	if e.Measured != "" {
		words += ", measured " + p.words(e.Measured)
	}
	if e.Status == app.StatusFail && e.Why != "" {
		words += " (" + p.words(e.Why) + ")"
	}
	return words
}

// digest is the short form of a name made of hexadecimal digits.
func digest(s string) string {
	hex := hexOf(s)
	if hex == "" {
		return "–"
	}
	return "`" + hex[:min(len(hex), 10)] + "`"
}

// hexOf keeps hexadecimal digits. A commit's whole name links itself.
func hexOf(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789abcdef", r) {
			return r
		}
		return -1
	}, s)
}
