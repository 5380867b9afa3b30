package goalspec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestLabelsThatLookAlike puts a label behind the paths that may change: it
// either opens its field or stops the goal; what is below it never counts as
// permitted.
func TestLabelsThatLookAlike(t *testing.T) {
	const nbsp, em = "\u00a0", "\u2003"
	for label, want := range map[string]string{
		"## Do not modify":                     "deny",
		"## Do" + nbsp + "not modify":          "deny",
		"## Do" + em + "not" + nbsp + "modify": "deny",
		"## Do&#32;not&nbsp;modify":            "deny",
		"## D&#111; not modify":                "deny",
		"## **Do not modify**":                 "deny",
		"## *Do* not **modify**:":              "deny",
		"## <b>Do not modify</b>":              "deny",
		"## [Do not modify](#paths)":           "deny",
		"## Do not modify ##":                  "deny",
		"#### Do not modify:":                  "deny",
		"###### DO NOT MODIFY":                 "deny",
		"\nDo not modify\n---":                 "deny",
		"\nDo not modify\n===":                 "deny",
		"Do not modify:":                       "deny",
		"Do not modify" + nbsp + ":":           "deny",
		"Do" + nbsp + "not modify:":            "deny",
		"Do not modify：":                       "deny",
		"**Do not modify**":                    "deny",
		"**Do** not modify:":                   "deny",
		"*Do not modify*":                      "deny",
		"***Do not modify:***":                 "deny",
		"__Do not modify__ :":                  "deny",
		"<b>Do not modify</b>":                 "deny",
		"**D&#111; not modify**":               "deny",
		"## Deny":                              "deny",
		"## Forbidden paths":                   "deny",
		"Must not modify:":                     "deny",
		"Excluded paths:":                      "deny",
		"Readonly paths:":                      "deny",
		"Leave alone:":                         "deny",
		"Donot modify:":                        "deny",
		"## Dо not modify":                     "GS033", // Cyrillic о
		"## Do nοt modify":                     "GS033", // Greek ο
		"## Ｄｏ ｎｏｔ ｍｏｄｉｆｙ":                     "GS033",
		"## 𝐃𝐨 𝐧𝐨𝐭 𝐦𝐨𝐝𝐢𝐟𝐲":                     "GS033",
		"## Dó not modify":                     "GS033",
		"## D0 not modify":                     "GS033",
		"## Do not modlfy":                     "GS033",
		"## Off Iimits":                        "GS033",
		"Dо not modify:":                       "GS033",
		"**Dо not modify**":                    "GS033",
		"Dо not modify the following:":         "GS033",
		"## Рhase 2: Move":                     "GS033",
		"Do not modify&#58;":                   "GS033",
		"Do&#32;not modify&colon;":             "GS033",
	} {
		d := goalspec.Parse("", bounded+"## Only modify\n- src/**\n"+label+"\n- src/secret/**\n")
		g, findings := d.Admit(goalspec.Options{})
		if want == "deny" {
			if got := listed("allow", g.Scope().Allow) + " " + listed("deny", g.Scope().Deny); got != "allow=[src/**] deny=[src/secret/**]" {
				t.Errorf("%q gives %q; %v", label, got, findings)
			}
			continue
		}
		if !slices.ContainsFunc(findings, func(f goalspec.Finding) bool { return f.Code == want }) || !g.IsZero() {
			t.Errorf("%q gives %v, want %s; scope %+v", label, findings, want, d.Scope())
		}
	}
}

// TestOtherHeadingsAreNoImitations wants names that only share letters with a
// label, and labels of other languages, let alone.
func TestOtherHeadingsAreNoImitations(t *testing.T) {
	for _, heading := range []string{"## Références", "## Détails", "## Область", "## Περιγραφή", "## 概要", "## Sites", "## Rollout", "Hinweis:", "Ziel: das", "`Scope:` is a word here"} {
		_, findings := goalspec.Parse("", bounded+heading+"\n\nSome words.\n").Admit(goalspec.Options{})
		if goalspec.HasErrors(findings) {
			t.Errorf("%q gives %v", heading, findings)
		}
	}
}

// TestFormLabelsThatLookAlike wants a heading that only reads like a missing
// field's label refused, as its answer would count for the field before it.
func TestFormLabelsThatLookAlike(t *testing.T) {
	body := mustGoal(t, "", bounded+"Do not modify:\n- src/secret/**\n").Template()
	const label = "### Paths that must not change"
	for _, other := range []string{
		"#### Paths that must not change", "### Paths that must not change:", "### **Paths that must not change**", "### Paths\u00a0that must not change",
		"### paths that must not change", "### Рaths that must not change", "**Paths that must not change**", "Paths that must not change\n---",
	} {
		forged := strings.Replace(body, label, other, 1)
		if g, err := goalspec.Parse("", forged).Goal(); err == nil {
			t.Errorf("%q gives a goal with scope %+v", other, g.Scope())
		}
	}
}

// TestTooManyOddLines wants a text refused that could not be held against the
// labels to its end, and the same text in a fence read.
func TestTooManyOddLines(t *testing.T) {
	const front = "Goal: The orders have a currency.\n\nConstraints:\n- the flags stay\n\nEvidence:\n- `make test` passes\n\n"
	list := strings.Repeat("Имя: Иван\n", 1200)
	if got := codesOf(front+"## Log\n\n"+list, goalspec.Options{}); got != "GS029" {
		t.Errorf("the list has %q", got)
	}
	if got := codesOf(front+"## Log\n\n```\n"+list+"```\n", goalspec.Options{}); got != "" {
		t.Errorf("in a fence the list has %q", got)
	}
}
