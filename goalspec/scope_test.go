package goalspec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

const bounded = "Goal: Return 404 for unknown ids.\n\nConstraints:\n- do not change the error body\n\nEvidence:\n- `make test` passes\n\n"

// TestScopeIsExactOrRefused wants what bounds the paths either read as it is
// meant or stopped by a finding, never dropped.
func TestScopeIsExactOrRefused(t *testing.T) {
	for text, want := range map[string]string{
		"Only modify: src\n":                                                                       "allow=[src]",
		"Only modify:\n- src and docs (generated)\n":                                               "allow=[src docs]",
		"Only modify:\n- **\n":                                                                     "allow=[**]",
		"Do not modify:\n- **\n":                                                                   "deny=[**]",
		"Do not modify: src/a/** or `src/b/**`\n":                                                  "deny=[src/a/** src/b/**]",
		"Do not modify:\n- internal/...\n":                                                         "deny=[internal/]",
		"Do not modify:\n\n| path | why |\n|---|---|\n| src/a/** | old |\n":                        "deny=[src/a/**]",
		"Do not modify:\n- generated code:\n  - src/gen/**\n":                                      "deny=[src/gen/**]",
		"Do not change anything outside `src/**`.\n":                                               "allow=[src/**]",
		"Please do not touch files outside of `src/`.\n":                                           "allow=[src/]",
		"Only change `src/**`, nothing else.\n":                                                    "allow=[src/**]",
		"Do not modify:\n- the wire protocol of Node.js, e.g. its client/server part\n":            "",
		"Do not modify:\n- the code of go.mod\n":                                                   "deny=[go.mod]",
		"Do not modify:\n- the payments module\n":                                                  "",
		"Only modify:\n```\nsrc/**\n```\n":                                                         "allow=[src/**]",
		"Only modify: everything\n":                                                                "GS022",
		"Only modify:\n> - src/**\n":                                                               "GS022",
		"Do not modify:\n> src/gen/**\n":                                                           "GS022",
		"## Only modify\n<details><summary>Do not modify</summary>\n\n- src/a\n\n</details>":       "GS022",
		"## Only modify\n- src/**\n#### Not this one\n- src/gen/**\n":                              "GS022",
		"## Only modify\n- src/**\n\n**Not this one**\n- src/gen/**\n":                             "GS022",
		"Only modify:\n- src/** except x\n":                                                        "GS022",
		"Only modify:\n- src/** (except `src/gen/**`)\n":                                           "allow=[src/**]deny=[src/gen/**]",
		"Only modify:\n- src/** (only the tests)\n":                                                "GS022",
		"Only modify:\n- src/** when needed\n":                                                     "GS022",
		"Only modify:\n- src/my files/**\n":                                                        "GS022",
		"Do not modify:\n- src/my files/**\n":                                                      "GS022",
		"Do not modify:\n- `src/my files/**`\n":                                                    "GS022",
		"Do not modify: everything except src/a/**\n":                                              "allow=[src/a/**]",
		"Do not modify:\n- !x\n":                                                                   "GS022",
		"Do not modify:\n- src/a b/c\n":                                                            "GS022",
		"Only modify:\nEverything except:\n- src/gen/**\n":                                         "GS022",
		"Only modify:\n- these but not:\n  - src/gen/**\n":                                         "GS022",
		"Scope: everything but src/**\n":                                                           "GS022",
		"Only change `src/**` and nothing in `src/gen/**`.\n":                                      "allow=[src/**]deny=[src/gen/**]",
		"Only change the importer of `src/**`.\n":                                                  "GS022",
		"Phase 1: Move\nWork only on: src/** except src/gen\n":                                     "GS022",
		"Phase 1: Move\n- work only on the importer of `src/**`\n":                                 "GS022",
		"Do not modify:\n- `!src/gen/**`\n":                                                        "GS027",
		"Only modify:\n- src/[!a]*\n":                                                              "GS027",
		"Do not modify:\n- ~/src\n":                                                                "GS027",
		"Do not modify:\n- $HOME/x\n":                                                              "GS027",
		"Only modify:\n- a/..\n":                                                                   "GS027",
		"Do not modify:\n- src/{a,b}/**\n":                                                         "GS027",
		"Do not touch src or lib/.\n":                                                              "deny=[src lib/]",
		"Do not modify:\n- \"src/gen/**\"\n- 'lib/a'\n- “docs/”\n":                                 "deny=[src/gen/** lib/a docs/]",
		"Do not modify:\n- <src/gen>\n":                                                            "GS022",
		"Only modify:\n- **src/**\n":                                                               "GS022",
		"Do not modify:\n- src/*/x/*.go\n":                                                         "deny=[src/*/x/*.go]",
		"Do not modify:\n- `src/*/x/*.go`\n- src/**/*.go\n- _data/x\n":                             "deny=[src/*/x/*.go src/**/*.go _data/x]",
		"Do not modify:\n```\nsrc/*/x/*.go\n__vendor/__\n```\n":                                    "deny=[src/*/x/*.go __vendor/__]",
		"Only modify:\n\n- src/a/\n\n```\nsrc/*/x/*.go\n```\n":                                     "allow=[src/a/ src/*/x/*.go]",
		"Do not modify:\n- __vendor/__\n":                                                          "GS022",
		"Do not touch s*r*c/.\n":                                                                   "GS022",
		"Do not touch src/__init__.py.\n":                                                          "GS022",
		"Do not touch `src/__init__.py` or _data/.\n":                                              "deny=[src/__init__.py _data/]",
		"_Do not touch src/a/ and lib/b_.\n":                                                       "deny=[src/a/ lib/b]",
		"Do not modify:\n- “src/x”\n- ‘y/’ (theirs)\n":                                             "deny=[src/x y/]",
		"Only touch “src/x” and ‘y/’.\n":                                                           "allow=[src/x y/]",
		"Do not modify:\n- *src/gen/*\n":                                                           "GS022",
		"Do not modify:\n- src/gen/** or anything below lib\n":                                     "GS022",
		"Do not modify: src/gen/**. Also lib/**.\n":                                                "deny=[src/gen/** lib/**]",
		"Only modify:\n- src/** (the fix belongs there)\n":                                         "allow=[src/**]",
		"Only modify:\n- src/** (where the handler lives)\n":                                       "allow=[src/**]",
		"Only modify:\n- src/** (the protected routes live here)\n":                                "allow=[src/**]",
		"Only modify:\n- src/** (the only place that writes)\n":                                    "allow=[src/**]",
		"Only modify:\n- src/** (it has no tests yet)\n":                                           "allow=[src/**]",
		"Only modify:\n- src/** (if needed)\n":                                                     "allow=[src/**]",
		"Only modify:\n- src/** (not the parser)\n":                                                "GS022",
		"Only modify:\n- src/** (the parser, not the lexer)\n":                                     "GS022",
		"Only modify:\n- src/** (the lexer must not change)\n":                                     "GS022",
		"Only modify:\n- src/** (leave the parser)\n":                                              "GS022",
		"Only modify:\n- src/** (if the maintainer agrees)\n":                                      "GS022",
		"Only modify:\n- src/** (frozen)\n":                                                        "GS022",
		"Only modify:\n- src/** (tests only)\n":                                                    "GS022",
		"Only modify:\n- Anything under src/auth/\n- all files in lib (the helpers)\n":             "allow=[src/auth/ lib]",
		"Do not modify:\n- Everything in `src/auth` (another team)\n- any file under db/migrate\n": "deny=[src/auth db/migrate]",
		"Do not modify:\n- anything under src/auth/ except the tests\n":                            "deny=[src/auth/]",
		"Only modify:\n- app/(shop)/cart.tsx (the cart)\n- app/(shop)/[id]/**\n":                   "allow=[app/(shop)/cart.tsx app/(shop)/[id]/**]",
		"Only change app/(shop)/cart.tsx and app/[id]/page.tsx.\n":                                 "allow=[app/(shop)/cart.tsx app/[id]/page.tsx]",
		"src/auth is out of scope.\n":                                                              "deny=[src/auth]",
		"Everything under src/auth/ is out of scope.\n":                                            "deny=[src/auth/]",
		"Changes to src/auth are out of scope.\n":                                                  "deny=[src/auth]",
		"Out of scope: src/auth\n":                                                                 "deny=[src/auth]",
		"Out of scope:\n- everything in lib/\n- performance\n- a new parser in src/auth\n":         "deny=[lib/]",
		"Performance work in src/auth is out of scope.\n":                                          "",
		"Avoid src/auth.\n":                                                                        "deny=[src/auth]",
		"Please avoid the files in `src/auth`.\n":                                                  "deny=[src/auth]",
		"Avoid allocations/copies in the loop.\n":                                                  "",
		"Avoid `null`.\n":                                                                          "",
		"Keep your hands off src/auth.\n":                                                          "deny=[src/auth]",
		"Leave src/auth out of this.\n":                                                            "deny=[src/auth]",
		"Do not touch the tests under tests/auth.\n":                                               "deny=[tests/auth]",
		"Do not touch the snapshots in `web/__snapshots__`.\n":                                     "deny=[web/__snapshots__]",
		"Don't touch the JSON schema files in schema/.\n":                                          "deny=[schema/]",
		"Please leave the async client alone (src/async_client/).\n":                               "deny=[src/async_client/]",
		"Do not touch the tests under src/auth.\n":                                                 "GS022",
		"Only internal/cli may change.\n":                                                          "allow=[internal/cli]",
		"Only internal/cli, cmd/x may be modified.\n":                                              "allow=[internal/cli cmd/x]",
		"Only `internal/cli` and `cmd` may change\n":                                               "allow=[internal/cli cmd]",
		"Only `src` may change.\n":                                                                 "allow=[src]",
		"Only README.md and docs may change.\n":                                                    "GS022",
		"Only internal/cli and cmd may change, everything else is off limits.\n":                   "GS022",
		"Only admins may change the password.\n":                                                   "",
		"Only the build/test job may change.\n":                                                    "",
		"The only files that may change are cal/** and lib/x.go.\n":                                "allow=[cal/** lib/x.go]",
		"The only directory you may touch is internal/cli.\n":                                      "allow=[internal/cli]",
		"The only thing that may change is the format.\n":                                          "",
		"Files that may change: cal/**\n":                                                          "allow=[cal/**]",
		"Files allowed to change: cal/a.go, cal/b.go\n":                                            "allow=[cal/a.go cal/b.go]",
		"The files allowed to change are cal/**\n":                                                 "allow=[cal/**]",
		"Make changes only to files under internal/cli.\n":                                         "allow=[internal/cli]",
		"Files outside internal/cli must not be modified.\n":                                       "allow=[internal/cli]",
		"All changes go into internal/cli.\n":                                                      "GS022",
		"All changes go into CHANGELOG.md.\n":                                                      "",
		"`src` is frozen.\n":                                                                       "deny=[src]",
		"`terraform/` - do not edit\n":                                                             "deny=[terraform/]",
		"terraform/ – do not edit\n":                                                               "deny=[terraform/]",
		"`src/auth/` — hands off\n":                                                                "deny=[src/auth/]",
		"config/keys.yml - keep as it is\n":                                                        "deny=[config/keys.yml]",
		"Off limits – src/auth\n":                                                                  "deny=[src/auth]",
		"Do not modify src/a.go — it is generated.\n":                                              "deny=[src/a.go]",
		"Neither k8s/ nor ops/ may be changed.\n":                                                  "deny=[k8s/ ops/]",
		"Neither the API nor the CLI may be changed.\n":                                            "",
		"k8s/, which belongs to SRE, must not be changed.\n":                                       "deny=[k8s/]",
		"The folder `k8s/` belongs to SRE, don't change it.\n":                                     "deny=[k8s/]",
		"internal/cli and cmd must not change.\n":                                                  "GS022",
		"Do not edit the generated files in gen/.\n":                                               "deny=[gen/]",
		"Do not modify:\n- the public API (pkg/api)\n":                                             "deny=[pkg/api]",
		"Do not modify:\n- API (`pkg/api`)\n- CI (.github/workflows/*.yml)\n":                      "deny=[pkg/api .github/workflows/*.yml]",
		"Scope:\n\nIn:\n- src/\n\nOut:\n- vendor/\n":                                               "GS022",
		"## Scope\n\n### In\n\n- src/\n\n### Out\n\n- vendor/\n":                                   "GS022",
		"## Scope\n\n### Backend\n\n- src/\n\n### The vendored code\n\n- vendor/\n":                "allow=[src/ vendor/]",
		"Scope:\n- In:\n  - src/\n- Out:\n  - vendor/\n":                                           "GS022",
		"Scope:\n- Out\n  - vendor/\n":                                                             "GS022",
		"Scope:\nOut:\nvendor/\n":                                                                  "GS022",
		"Scope:\n- Out:\n  - Go:\n    - src/gen/\n":                                                "GS022",
		"Scope:\n- In:\n  - the importer\n- Out:\n  - the exporter\n":                              "",
		"Scope:\n- src/ - in\n- vendor/ - out\n":                                                   "GS022",
		"Scope:\n- src/ - in\n- vendor/\n":                                                         "GS022",
		"Scope:\n- src/ (in)\n- lib/ (open)\n":                                                     "allow=[src/ lib/]",
		"Scope:\n\n| Path | In? |\n|---|---|\n| src/ | in |\n":                                     "GS022",
		"Only modify:\n\n| Path | |\n|---|---|\n| src/ | ✅ |\n| vendor/ | ❌ |\n":                   "GS022",
		"Only modify:\n\n| Path | Why? |\n|---|---|\n| src/ | the parser |\n":                      "allow=[src/]",
		"Only modify:\n- src/\n\nClosed:\n- src/gen/\n":                                            "GS022",
		"Only modify:\n- src/\n- Ignore:\n  - src/gen/\n":                                          "GS022",
		"Only modify:\nOff:\n```\nsrc/gen/\n```\n":                                                 "GS022",
		"Only modify:\n```diff\n+ src/\n- vendor/\n```\n":                                          "GS022",
		"Only modify:\n- Importer:\n  - src/import/\n  - src/csv/\n- Tests:\n  - tests/\n":         "allow=[src/import/ src/csv/ tests/]",
		"Only modify:\n- src/a.go (new)\n- src/b.go (modify)\n- docs/ - the manual\n":              "allow=[src/a.go src/b.go docs/]",
		"Only src/ may change (except src/gen/).\n":                                                "allow=[src/]deny=[src/gen/]",
		"Only src/ may change, but not src/gen/.\n":                                                "allow=[src/]deny=[src/gen/]",
		"Only src/ may change — except src/gen/.\n":                                                "allow=[src/]deny=[src/gen/]",
		"Only src/ may change, tests only.\n":                                                      "GS022",
		"Only src/ may change if the tests fail.\n":                                                "GS022",
		"Only src/ may change because the rest is generated.\n":                                    "allow=[src/]",
		"Only src/ may change; everything else is off limits.\n":                                   "allow=[src/]",
		"Only src/ may change, the rest must stay as it is.\n":                                     "allow=[src/]",
		"Everything but src/ is frozen, and so is src/gen/.\n":                                     "GS022",
		"vendor/ must not change, nor src/.\n":                                                     "deny=[vendor/ src/]",
		"Keep lib/ unchanged, and vendor/ too.\n":                                                  "deny=[lib/ vendor/]",
		"Keep lib/ unchanged, the importer needs it.\n":                                            "deny=[lib/]",
		"vendor/ - src/ are frozen.\n":                                                             "GS022",
		"Keep vendor/ - and src/ - unchanged.\n":                                                   "GS022",
		"In src/, keep lib/ unchanged.\n":                                                          "deny=[lib/]",
		"Neither of vendor/ and src/ may change.\n":                                                "deny=[vendor/ src/]",
		"Editing src/a/ is prohibited.\n":                                                          "deny=[src/a/]",
		"src/a/ is not allowed to change.\n":                                                       "deny=[src/a/]",
		"src/a/ stays byte-identical.\n":                                                           "deny=[src/a/]",
		"At no point may src/a/ be modified.\n":                                                    "deny=[src/a/]",
		"src/a/ isn't in scope.\n":                                                                 "deny=[src/a/]",
		"The diff must not include src/a/.\n":                                                      "deny=[src/a/]",
		"Consider src/a/ immutable.\n":                                                             "GS022",
		"Only src/a/ is in scope.\n":                                                               "allow=[src/a/]",
		"Only src/a/ is in scope, other modules not.\n":                                            "allow=[src/a/]",
		"Only the tests in src/a/ are in scope.\n":                                                 "GS022",
		"Only src/a/ is in scope for speed.\n":                                                     "GS022",
		"Scope: The module src/a/ only.\n":                                                         "allow=[src/a/]",
		"Only modify:\n- Only the module src/a/.\n":                                                "allow=[src/a/]",
		"Please not:\n- `npm audit fix --force`\n":                                                 "",
		"Only src/a/ is to be modified.\n":                                                         "allow=[src/a/]",
		"Only the tests in src/a/ may change.\n":                                                   "GS022",
		"Only src/a/ - nothing else.\n":                                                            "allow=[src/a/]",
		"Change whatever you like as long as src/a/ stays the same.\n":                             "GS022",
		"Constraints:\n\nDo not change `packages/`.\n":                                             "deny=[packages/]",
		"Constraints:\n\nOnly modify content/**.\n":                                                "allow=[content/**]",
		"Do not change vendor/ because " + strings.Repeat("it is theirs and ", 80) + "old.\n":      "GS022",
		"Resources:\n\n**Do not use**\n\n- `curl`\n":                                               "GS022",
		"Resources:\n- Never use:\n  - `curl`\n":                                                   "GS022",
		"Resources:\n\nBlocked hosts:\n- example.com\n":                                            "GS022",
		"Resources:\n- commands: `make`, not `npm`\n":                                              "GS022",
		"## Resources\n\n### Forbidden\n\n- `curl`\n":                                              "GS022",
		"Resources:\n- `make`\n\nForbidden:\n- `curl`\n":                                           "GS022",
		"Resources:\n- `make`\n\nForbidden:\n- src/gen/\n":                                         "deny=[src/gen/]",
		"Resources:\n- `make`\n\nAllowed:\n- `npm ci`\n":                                           "",
		"Do NOT modify — generated code:\n\n- src/gen/\n":                                          "deny=[src/gen/]",
		"Only modify — nothing else:\n\n- src/gen/\n":                                              "GS022",
		"Allowed paths — nothing else:\n\n- src/gen/\n":                                            "GS022",
		"DO modify - only:\n\n- src/gen/\n":                                                        "GS022",
		"Don't — ever:\n\n- src/gen/\n":                                                            "GS022",
		"Never: `a/`, `b/`, anything generated (`**/*.g.dart`) by hand.\n":                         "deny=[a/ b/ **/*.g.dart]",
		"Prohibited modifications:\n- src/gen/\n":                                                  "deny=[src/gen/]",
		"Must stay as it is:\n- `a/x.rs` (the format) and everything in `b/`.\n":                   "deny=[a/x.rs b/]",
		"Only modify:\n- `a/x.rs` (the format) and tests in `b/`\n":                                "GS022",
		"Prohibited modifications:\n\nP1. `a/` and its contents.\nP2. `b/`, which is certified.\nP3. The build image, `c/x.Dockerfile`.\n": "deny=[a/ b/ c/x.Dockerfile]",
		"Only modify:\n- `a/`, which is frozen\n":                                "GS022",
		"Never:\n- `src/gen/`\n":                                                 "deny=[src/gen/]",
		"Keep:\n- src/gen/\n":                                                    "deny=[src/gen/]",
		"Prohibited paths:\n- src/gen/\n":                                        "deny=[src/gen/]",
		"Changes are allowed in:\n- src/gen/\n":                                  "GS022",
		"Ignore:\n- src/gen/\n":                                                  "GS022",
		"Only change src/ <del>and docs/</del>.\n":                               "GS022",
		"Do <s>not</s> change vendor/.\n":                                        "GS022",
		"Only change src/ ~and docs/~.\n":                                        "GS022",
		"Do not change src/a.go in ~/src or ~5 files.\n":                         "GS022",
		"Do nоt change `lib/`.\n":                                                "GS022",
		"Ｄｏ ｎｏｔ change `lib/`.\n":                                                "GS022",
		"Do&nbsp;not change `lib/`.\n":                                           "GS022",
		"Do <kbd>not</kbd> change `lib/`.\n":                                     "GS022",
		"Do n**o**t change `lib/`.\n":                                            "GS022",
		"Do not change src/a\\_b.go.\n":                                          "GS022",
		"Do **not** change `lib/`.\n":                                            "deny=[lib/]",
		"Не меняйте `lib/`.\n":                                                   "",
		"Do not change \"my dir/x.go\".\n":                                       "GS022",
		"Do not change \"src/my file.go\".\n":                                    "GS022",
		"The page must not say \"see docs/x.md first\".\n":                       "",
		"Only modify:\nMakefile\nsrc/api/**\n":                                   "allow=[Makefile src/api/**]",
		"No function in `src/order` has more than 40 lines.\n":                   "",
		"No new files in `src/order`.\n":                                         "",
		"The lockfile `Cargo.lock` must not change.\n":                           "deny=[Cargo.lock]",
		"The mapping in `search/m.json` must not change because it is shared.\n": "deny=[search/m.json]",
		"Nothing in `lib/` changes.\n":                                           "deny=[lib/]",
		"Only `docs/env.md` changes.\n":                                          "allow=[docs/env.md]",
		"`scripts/a.sh` may be changed, `scripts/b.sh` may not.\n":               "deny=[scripts/b.sh]",
		"`package.json` must not change except for the version.\n":               "",
		"Don't touch `a/b.go` unless tests require it.\n":                        "",
		"The state in `tf/` stays as is.\n":                                      "",
		"Only `pkg/a` may import `unsafe`.\n":                                    "",
		"`gen/` is generated; do not edit it.\n":                                 "deny=[gen/]",
		"The mapping file `search/mapping.json` stays frozen.\n":                 "deny=[search/mapping.json]",
		"Do not change the config file `conf/app.yml`.\n":                        "deny=[conf/app.yml]",
		"Budget:\n> actions=5\n":                                                 "GS019",
	} {
		d := goalspec.Parse("", bounded+text)
		g, findings := d.Admit(goalspec.Options{})
		if want != "" && want[:2] == "GS" {
			if !slices.ContainsFunc(findings, func(f goalspec.Finding) bool { return f.Code == want && f.Severity == goalspec.Error }) {
				t.Errorf("%q gives %v, want %s; scope %+v", text, findings, want, d.Scope())
			}
			continue
		}
		got := listed("allow", g.Scope().Allow) + listed("deny", g.Scope().Deny) + listed("focus", g.Scope().Focus)
		if got != want || g.IsZero() {
			t.Errorf("%q bounds %q, want %q; %v", text, got, want, findings)
		}
	}
}

func listed(what string, globs []goalspec.Glob) string {
	var patterns []string
	for _, g := range globs {
		patterns = append(patterns, strings.Join(append([]string{g.Pattern}, g.Except...), " but "))
	}
	if len(patterns) == 0 {
		return ""
	}
	return fmt.Sprintf("%s=%v", what, patterns)
}

// TestBareNamesAreHeldAgainstTheRepository protects what is there, and keeps
// for words what is not.
func TestBareNamesAreHeldAgainstTheRepository(t *testing.T) {
	o := goalspec.Options{Repo: fstest.MapFS{"src/a.go": {}, "Makefile": {Data: []byte("test:\n\ttrue\n")}}}
	for text, want := range map[string]string{"src": "deny=[src]", "authentication": ""} {
		g, findings := goalspec.ParseWith(o, "", bounded+"Do not modify:\n- "+text+"\n").Admit(o)
		if got := listed("deny", g.Scope().Deny); g.IsZero() || got != want {
			t.Errorf("%s bounds %q, want %q; %v", text, got, want, findings)
		}
	}
}

// TestUntickedPathIsNotChosen keeps a box nobody ticked out of the scope.
func TestUntickedPathIsNotChosen(t *testing.T) {
	form, err := goalspec.ReadForm([]byte("body:\n- {type: checkboxes, id: may_change, attributes: {label: Where}}\n- {type: textarea, id: goal, attributes: {label: Goal}}\n- {type: textarea, id: evidence, attributes: {label: Evidence}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	g, findings := goalspec.ParseWith(goalspec.Options{Form: form}, "", "### Where\n\n- [x] `src/**`\n- [ ] `docs/**`\n\n### Goal\n\nReturn 404 for unknown ids.\n\n### Evidence\n\n- `make test` passes\n").Admit(goalspec.Options{})
	if got := listed("allow", g.Scope().Allow); got != "allow=[src/**]" {
		t.Errorf("%s, want src only; %v", got, findings)
	}
}

// TestLabelInAnAnswer opens no field of the form, and what stands below it is shown as
// context; where it would bound the paths it stops the goal.
func TestLabelInAnAnswer(t *testing.T) {
	for label, want := range map[string]string{
		"**Paths that must not change**": "GS022",
		"Do not modify:":                 "GS022",
		"**May change**":                 "GS022",
		"**Budget**":                     "",
		"**Constraints**":                "",
		"**Later**":                      "",
	} {
		d := goalspec.Parse("", "### Work type\n\nfeature\n\n### Goal\n\nReturn 404 for unknown ids.\n\n"+label+"\n\n- `src/x/`\n\n### Evidence\n\n- `make test` passes\n")
		got := ""
		for _, f := range d.Lint(goalspec.Options{}) {
			if f.Severity == goalspec.Error {
				got += f.Code
			}
		}
		if got != want || len(d.Scope().Deny)+len(d.Scope().Allow) > 0 || len(d.Constraints()) > 0 {
			t.Errorf("%q: %q, want %q; %v, constraints %v", label, got, want, d.Scope(), d.Constraints())
		}
		if !slices.ContainsFunc(d.Context(), func(p goalspec.Passage) bool { return p.Text == label }) {
			t.Errorf("%q is not in the context %v", label, d.Context())
		}
	}
}
