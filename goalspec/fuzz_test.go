package goalspec_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// fuzzed are options out of anything: a repository of the files that are named one a
// line, with what makes commands of them behind a blank, the limits and the form as far
// as they can be read.
func fuzzed(files, limits, form string) (o goalspec.Options) {
	if files != "" {
		repo := fstest.MapFS{}
		for _, line := range strings.SplitN(files, "\n", 50) {
			if name, text, _ := strings.Cut(line, " "); fs.ValidPath(name) && name != "." && len(name) < 200 {
				repo[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, `\n`, "\n"))}
			}
		}
		o.Repo = repo
	}
	if b, err := goalspec.ParseBudget(limits); err == nil {
		o.Limits = b
	}
	if f, err := goalspec.ReadForm([]byte(form)); err == nil {
		o.Form = f
	}
	return o
}

const (
	someFiles  = "go.mod module example.com/app\nMakefile test:\\n\\ttrue\npackage.json {\"scripts\": {\"lint\": \"eslint .\"}}\ninternal/api/api.go package api\nscripts/check.sh true\nweb/app/[id]/page.tsx"
	someLimits = "actions=50 minutes=30 tokens=1M usd=5"
)

func FuzzGoal(f *testing.F) {
	for i, body := range good(f) {
		switch i % 4 {
		case 0:
			f.Add("", body, "", "", "")
		case 1:
			f.Add("", body, someFiles, "", "")
		case 2:
			f.Add("", body, "", someLimits, customForm)
		default:
			f.Add("", body, someFiles, someLimits, customForm)
		}
	}
	f.Add("Make onboarding better", "", someFiles, someLimits, "")
	f.Add("", "<div\n<pre></div>\n1. <?", "", "", "") // the line above the item holds nothing but a tag
	f.Add("", "Goal: x is y\n\nEvidence:\n- `make tests` passes\n- `npm run lint` passes\n- `go test ./internal/...` passes\n\nDo not modify:\n- legacy/**\n- api.go\n", someFiles, someLimits, "")
	f.Add("", "### 🎯 Ziel\n\nx is y\n\n### Darf nicht geändert werden?\n\n- internal/**\n\n### Nachweis (Befehle)\n\n- [x] Alle Tests laufen\n\n### Freitext\n\n_No response_\n", someFiles, someLimits, customForm)
	for _, p := range []string{"src/[", "src/[a", `src/\[x`, "src/[]", "src/[!", "src/[a-"} {
		f.Add("", "Goal: x is y\n\nEvidence:\n- `make check` passes\n\nOnly modify:\n- `"+p+"`\n\nDo not modify:\n- vendor/\n", someFiles, "", "")
	}
	f.Fuzz(func(t *testing.T, title, body, files, limits, form string) {
		reads(t, fuzzed(files, limits, form), title, body)
	})
}

// FuzzReadForm wants of any form that can be read labels that stand once each, and an
// issue that is rendered with them to be read like any other.
func FuzzReadForm(f *testing.F) {
	f.Add(customForm, "x is y")
	f.Add("body: [{type: textarea, id: goal, attributes: {label: Goal}}]", "Goal: x")
	f.Add("body:\n- {type: input, attributes: {label: ' Goal ', value: x}}\n- {type: checkboxes, id: evidence, attributes: {label: b}}\n- {type: markdown, attributes: {value: c}}\n", "- [ ] `make test` passes")
	f.Add("a: &a [x]\nbody: *a", "")
	f.Add("body: [{type: textarea, id: goal, attributes: {label: \"Goal\\n### Evidence\"}}]", "x")
	f.Fuzz(func(t *testing.T, form, answer string) {
		read, err := goalspec.ReadForm([]byte(form))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "read issue form: ") || len(read.Labels()) > 0 {
				t.Fatalf("the error of %q is %v, beside %q", form, err, read.Labels())
			}
			return
		}
		labels := read.Labels()
		var body strings.Builder
		for i, l := range labels {
			if l == "" || l != strings.TrimSpace(l) || slices.Contains(labels[:i], l) {
				t.Fatalf("%q gives the labels %q", form, labels)
			}
			body.WriteString("### " + l + "\n\n" + answer + "\n\n")
		}
		if len(labels) == 0 {
			t.Fatalf("%q is a form without a field", form)
		}
		reads(t, goalspec.Options{Form: read}, "", body.String())
	})
}

// FuzzSplitFrontMatter wants the place of each byte of the body to stay that of the
// file, and nothing cut off that is not the front matter of a template.
func FuzzSplitFrontMatter(f *testing.F) {
	for _, text := range []string{
		"", "---", "---\n", "---\n---\n", "---\nname: x\ntitle: \"y\"\n---\n\n## Goal\n", "---\r\ntitle: 'y'\r\n---\r\nx", "---\nlabels:\n  - a\n- b\n---",
		"---\nDo not modify: src/secret/**\n---\n", "---\ntitle: x\n\n---\n---\ntitle: z\n---\n", "---\n" + strings.Repeat("\n", 60) + "---\n", "\ufeff---\ntitle: x\n---\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		title, body := goalspec.SplitFrontMatter(text)
		if body == text {
			if title != "" {
				t.Fatalf("%q has the title %q and nothing in front", text, title)
			}
			return
		}
		below := strings.TrimLeft(body, "\n")
		if !strings.HasSuffix(text, below) || strings.Count(body, "\n") != strings.Count(text, "\n") || strings.Contains(title, "\n") {
			t.Fatalf("%q gives the title %q and the body %q", text, title, body)
		}
		lines := strings.Split(text, "\n")
		for i, l := range strings.Split(body, "\n") {
			if l != "" && l != lines[i] {
				t.Fatalf("line %d of %q is %q", i+1, text, l)
			}
		}
		cut := strings.TrimSuffix(text, below)
		var keys map[string]any
		if matter := strings.Split(cut, "---"); len(matter) > 1 && yaml.Unmarshal([]byte(matter[1]), &keys) == nil {
			for key := range keys {
				if !slices.Contains([]string{"name", "about", "title", "labels", "assignees", "projects", "type"}, key) {
					t.Fatalf("%q loses %q", text, key)
				}
			}
		}
	})
}
