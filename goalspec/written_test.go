package goalspec_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestWrittenInAFrozenFile holds that a criterion by which something written out is in a
// frozen file demands touching it, and that one which says it of other things does not.
func TestWrittenInAFrozenFile(t *testing.T) {
	t.Parallel()
	const body = "Goal: The exporter writes one row per item.\n\nDo not modify:\n- `gen/**`\n- `conf/**`\n- `.ci/`\n\nEvidence:\n- `make test` passes\n- "
	for criterion, want := range map[string]bool{
		"each function in `gen/api.py` takes a `deadline: float` argument":     true,
		"all messages in `gen/a.proto` have an optional `span_id` field":       true,
		"the list of images in `.ci/build.yml` contains `alpine:3.20`":         true,
		"the matrix in `.ci/test.yml` includes `1.24`":                         true,
		"the default `retry_limit = 5` appears in `conf/default.toml`":         true,
		"the setting `burst = 10` is in `conf/app.ini`":                        true,
		"`trace: true` is set in `conf/app.yml`":                               true,
		"the timeout in `conf/app.yml` is `30s`":                               true,
		"each endpoint in `gen/api.py` has a test in `tests/`":                 false,
		"each endpoint in `gen/api.yaml` has a handler `handle_*` in `app/`":   false,
		"every key in `conf/app.yml` has a `--flag` of that name":              false,
		"the default `retry_limit = 5` still appears in `conf/default.toml`":   false,
		"the tests in `gen/` are `make gen` away from being green":             false,
		"the number of rules in `conf/app.yml` is what `app --count` prints":   false,
		"`app --print` shows the values of `conf/app.yml`":                     false,
		"`make gen` leaves `gen/` as it is":                                    false,
		"the exporter reads `conf/app.yml` and warns about `burst` being gone": false,
		"the crash in `gen/api.py` does not show in `make test` any more":      false,
	} {
		findings := goalspec.Parse("", body+criterion+"\n").Lint(goalspec.Options{})
		if got := slices.ContainsFunc(findings, func(f goalspec.Finding) bool { return f.Code == "GS011" }); got != want {
			t.Errorf("%q: %v, want %v: %v", criterion, got, want, findings)
		}
	}
}

// TestAskedAndDeniedInSentences holds that what one sentence lets change and another denies
// is a contradiction.
func TestAskedAndDeniedInSentences(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"You may change any file in `x/`, but only there.":                                                                      "allow=[x/]",
		"You may change any file in `x/`, and please change only there.\n\nAll files in `x/` have to stay exactly as they are.": " GS010",
		"Constraints:\n- all changes go into `x/a.c` and `x/a.h`":                                                               "allow=[x/a.c x/a.h]",
		"Constraints:\n- all changes go into `x/a.c` and `x/a.h`\n- nothing below `x/` may be changed":                          " GS010",
		"Constraints:\n- all changes go into `CHANGES.md`":                                                                      "",
	} {
		if got := heldBy(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
