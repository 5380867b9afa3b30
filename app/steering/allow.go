package steering

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// permit is what `/goal allow` says: RULE PATH until DATE because REASON, of
// which only the path is needed.
type permit struct {
	rule, glob, reason string
	until              time.Time
}

var (
	because = regexp.MustCompile(`(?is)(?:^|\s)because\s+(.*)$`)
	until   = regexp.MustCompile(`(?i)(?:^|\s)until\s+(\S+)\s*$`)
)

// reasoned cuts the reason off that a text gives behind "because".
func reasoned(text string) (before, reason string) {
	m := because.FindStringSubmatchIndex(text)
	if m == nil {
		return text, ""
	}
	return text[:m[0]], strings.Join(strings.Fields(strings.ReplaceAll(text[m[2]:m[3]], "`", "")), " ")
}

func readPermit(text string) (permit, error) {
	var p permit
	text, p.reason = reasoned(text)
	if m := until.FindStringSubmatchIndex(text); m != nil {
		day, err := time.Parse(time.DateOnly, strings.Trim(text[m[2]:m[3]], "`"))
		if err != nil {
			return p, fmt.Errorf("`until %s`: want a day, such as 2026-12-31", text[m[2]:m[3]])
		}
		p.until, text = day.AddDate(0, 0, 1), text[:m[0]] // the day itself counts
	}
	words := pathWords(text)
	if rule, _, more := strings.Cut(strings.TrimSpace(strings.ReplaceAll(text, "`", "")), " "); len(words) == 1 && more && policy.Rule(rule) {
		words = pathWords(strings.ReplaceAll(text, "`", "")) // all of it between backticks
	}
	if p.reason == "" {
		words, p.reason = explained(words, text)
	}
	switch len(words) {
	case 1:
		p.glob = words[0].text
	case 2:
		p.rule, p.glob = words[0].text, words[1].text
	default:
		return p, fmt.Errorf("`/goal allow` needs one path or glob: `/goal allow RULE PATH until 2026-12-31 because …`, where only the path must stand")
	}
	if p.opens() && several(p.glob) {
		return p, fmt.Errorf("`%s` is more than one path: write a comment for each", p.glob)
	}
	if why := goalspec.PatternFault(p.glob); p.opens() && why != "" {
		return p, fmt.Errorf("`%s` is no path or glob: %s", p.glob, why)
	}
	if p.rule == app.RuleSecrets && (several(p.glob) || strings.ContainsAny(p.glob, "*?[{")) {
		return p, fmt.Errorf("a credential is permitted in one file: `/goal allow secrets PATH because …`")
	}
	switch {
	case p.rule == "" && policy.Rule(p.glob):
		return p, fmt.Errorf("`%s` is a rule, and the path is missing: `/goal allow %s PATH`", p.glob, p.glob)
	case p.rule != "" && !policy.Rule(p.rule):
		return p, fmt.Errorf("there is no rule `%s`; the comment that asks names the rule, and a path alone is enough", p.rule)
	case p.opens() && !p.until.IsZero():
		return p, fmt.Errorf("leave out `until`: what opens a path to the goal holds until the goal ends")
	}
	return p, nil
}

// narrowing are words by which a person may mean less than the path before them.
var narrowing = regexp.MustCompile(`(?i)\b(but|except|only|not|no|unless|until|till|if|and|or|without|other|than|apart)\b|n't\b`)

// explained takes what stands behind the path for the reason, where it can be
// nothing else: no path, and nothing that narrows the one before it.
func explained(words []pathWord, text string) (kept []pathWord, reason string) {
	path := func(w pathWord) bool { return w.code || w.text == "." || pathLike(w.text) }
	n := 1
	if len(words) > 0 && policy.Rule(words[0].text) {
		n = 2
	}
	if len(words) <= n {
		return words, ""
	}
	if slices.ContainsFunc(words[n:], path) {
		return words, ""
	}
	kept = slices.Clone(words[:n])
	at := strings.LastIndex(text, kept[n-1].text) + len(kept[n-1].text)
	reason = strings.Join(strings.Fields(strings.TrimLeft(text[at:], "`-–—:, \t")), " ")
	if !kept[n-1].code {
		kept[n-1].text = strings.TrimRight(kept[n-1].text, ":")
	}
	if !path(kept[n-1]) || reason == "" || narrowing.MatchString(reason) {
		return words, ""
	}
	return kept, reason
}

// opens tells whether a permit makes a path one that the goal may change.
func (p permit) opens() bool { return p.rule == "" || policy.Stops(p.rule) }

// lapsed tells whether the last day that a permit names is over.
func (p permit) lapsed(at time.Time) bool { return !p.until.IsZero() && !at.Before(p.until) }

// unknown tells why a permit names a category that the contract's policy has
// not; empty: it does not.
func (p permit) unknown(c *app.Contract) string {
	name, category := strings.CutPrefix(p.rule, "categories.")
	rules, err := policy.Sealed(c.Policy)
	if _, known := rules.Categories[name]; !category || known || err != nil {
		return ""
	}
	return fmt.Sprintf("the policy has no category `%s`; it has %s", name, strings.Join(slices.Sorted(maps.Keys(rules.Categories)), ", "))
}

// waivers bind a permit to what the gates see now; where they see nothing yet
// it holds for what it is needed for first. What was permitted of tests, and of a
// file that has changed since, is seen again.
func (p permit) waivers(v *app.Verdict, had []app.Waiver, by string) []app.Waiver {
	w := app.Waiver{Rule: p.rule, Path: p.glob, By: by, Reason: p.reason, Until: p.until}
	var out []app.Waiver
	if v != nil {
		for _, c := range v.Children {
			seen := slices.DeleteFunc(slices.Clone(c.Permitted), func(at app.Place) bool {
				return !app.OfTests(c.Rule) || app.Agreed(had, c.Rule, at, time.Time{})
			})
			if c.Status != app.StatusPass {
				seen = append(seen, c.Places...)
			}
			for _, at := range seen {
				known := slices.ContainsFunc(out, func(have app.Waiver) bool {
					return have.Rule == c.Rule && have.Path == at.Path && have.Bytes == at.Bytes
				})
				if !known && at.Bytes != "" && app.Waived([]app.Waiver{w}, c.Rule, at, time.Time{}) {
					out = append(out, app.Waiver{Rule: c.Rule, Path: at.Path, By: by, Reason: p.reason, Until: p.until, Bytes: at.Bytes, File: at.File})
				}
			}
		}
	}
	if len(out) == 0 {
		return []app.Waiver{w}
	}
	return out
}
