package pipeline

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestChangelogOwed: an entry is owed where the contract asks for one and the
// base keeps a change log, until a line of it is new.
func TestChangelogOwed(t *testing.T) {
	const asks = "- CHANGELOG.md has an entry\n"
	for name, c := range map[string]struct {
		criteria, constraints, keeps string
		changed                      app.FileStat
		want                         string
	}{
		"asked for":                  {asks, "", "CHANGELOG.md", app.FileStat{}, "CHANGELOG.md"},
		"none is kept":               {asks, "", "README.md", app.FileStat{}, ""},
		"nobody asks":                {"", "", "CHANGELOG.md", app.FileStat{}, ""},
		"asked by a constraint":      {"", "- Add a line to the change log.\n", "docs/changelog.rst", app.FileStat{}, "docs/changelog.rst"},
		"kept in small letters":      {asks, "", "changes.md", app.FileStat{}, "changes.md"},
		"the one at the top":         {asks, "", "CHANGELOG.md docs/history.md", app.FileStat{}, "CHANGELOG.md"},
		"it is to stay":              {"- `grep -c x CHANGELOG.md` passes\n", "- Do not touch the changelog.\n", "CHANGELOG.md", app.FileStat{Path: "CHANGELOG.md", Added: 1}, ""},
		"it is to stay as it was":    {"- The change log is unchanged\n", "", "CHANGELOG.md", app.FileStat{}, ""},
		"written":                    {asks, "", "CHANGELOG.md", app.FileStat{Path: "CHANGELOG.md", Added: 2}, ""},
		"written elsewhere":          {asks, "", "CHANGELOG.md", app.FileStat{Path: "web/CHANGELOG.md", Added: 2}, ""},
		"by the name of its file":    {"- NEWS.md has an entry for it\n", "", "NEWS.md", app.FileStat{}, "NEWS.md"},
		"by a name of few letters":   {"- An entry in `HISTORY` tells of it\n", "", "HISTORY", app.FileStat{}, "HISTORY"},
		"the news of the day":        {"- The news page shows a date\n", "", "NEWS.md", app.FileStat{}, ""},
		"as release notes":           {"- The new flag is mentioned in the release notes.\n", "", "RELEASES.md", app.FileStat{}, "RELEASES.md"},
		"of a product that has some": {"- The release notes page shows a date\n", "", "CHANGELOG.md", app.FileStat{}, ""},
		"nearest to the change":      {asks, "", "packages/x/CHANGELOG.md packages/y/CHANGELOG.md", app.FileStat{Path: "packages/x/src/a.ts", Added: 1}, "packages/x/CHANGELOG.md"},
		"nearer than the top's":      {"- Add a changelog entry\n", "", "CHANGELOG.md packages/x/CHANGES.rst", app.FileStat{Path: "packages/x/a.ts", Added: 1}, "packages/x/CHANGES.rst"},
		"by its path":                {"- packages/y/CHANGELOG.md has a line\n", "", "CHANGELOG.md packages/y/CHANGELOG.md", app.FileStat{Path: "packages/x/a.ts", Added: 1}, "packages/y/CHANGELOG.md"},
		"a file for each entry":      {"- Add a changelog entry\n", "", "CHANGELOG.md changelog.d/README", app.FileStat{Path: "a.py", Added: 1}, "changelog.d/"},
		"an entry of its own":        {"- Add a changelog entry\n", "", "changelog.d/README", app.FileStat{Path: "changelog.d/7.feature.md", Added: 1}, ""},
		"a changeset":                {"- Include a changeset.\n", "", ".changeset/config.json packages/x/CHANGELOG.md", app.FileStat{Path: "packages/x/a.ts", Added: 1}, ".changeset/"},
		"a changeset of a data base": {"- The changeset is applied once.\n", "", "CHANGELOG.md", app.FileStat{Path: "a.py", Added: 1}, ""},
		"entries not yet released":   {"- The change log has an entry\n", "", "changelogs/unreleased/.keep", app.FileStat{}, "changelogs/unreleased/"},
		"one of them":                {"- The change log has an entry\n", "", "changelogs/unreleased/.keep", app.FileStat{Path: "changelogs/unreleased/7.yml", Added: 3}, ""},
		"a news fragment":            {"- Write a news fragment\n", "", "newsfragments/README.rst", app.FileStat{}, "newsfragments/"},
		"release notes to stay":      {"- Do not add release notes.\n", "", "NEWS.md", app.FileStat{}, ""},
		"emptied":                    {asks, "", "CHANGELOG.md", app.FileStat{Path: "CHANGELOG.md", Removed: 9}, "CHANGELOG.md"},
	} {
		body := "### Goal\n\nGreet the whole world.\n\n### Evidence\n\n- `make x` passes\n" + c.criteria
		if c.constraints != "" {
			body += "\n### Constraints\n\n" + c.constraints
		}
		spec, err := goalspec.Parse("Greet the whole world", body).Goal()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		base := fstest.MapFS{}
		for _, file := range strings.Fields(c.keeps) {
			base[file] = &fstest.MapFile{Data: []byte("x\n")}
		}
		if got := changelogOwed(spec, app.DiffStat{Files: []app.FileStat{c.changed}}, base); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestListedNames shows some of many; none is forgotten by that.
func TestListedNames(t *testing.T) {
	many := slices.Repeat([]string{"x"}, 50)
	if got := listed(many); strings.Count(got, "x") != 40 || !strings.HasSuffix(got, "- and 10 more") || len(many) != 50 {
		t.Errorf("%q", got)
	}
	if got := listed(many[:2]); got != "x\n- x" {
		t.Errorf("%q", got)
	}
}

// TestFollowUpsWithoutANewHead: a second problem that a round finds is filed,
// though the round changes nothing.
func TestFollowUpsWithoutANewHead(t *testing.T) {
	d := quiet()
	r := d.workerIn(t, app.StateVerifying)
	tree := r.goal.Running.Tree
	r.goal.Checkpoints = append(r.goal.Checkpoints, app.Checkpoint{Tree: tree, Commit: "c1"})
	r.goal.Pull = &app.Pull{Number: 8, Commit: "c1"}
	r.goal.FollowUps = []app.FollowUp{{Title: "The README is old", Body: "Nobody has read it for years."}}
	if err := r.publish(t.Context(), app.Say(app.GateJudged{Tree: tree, Full: true}), nil); err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(d.posts, func(e app.Effect) bool {
		return e.Kind == app.EffectIssue && strings.Contains(string(e.Data), "The README is old")
	}) {
		t.Errorf("posts %+v", d.posts)
	}
}
