package pipeline

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// matrix are the trees on which a check runs in one verification. The mixed
// ones are composed in the trusted repository: whatever stands behind a check —
// tests, files that its command names, and what these stand on — from one side,
// all else from the other.
type matrix struct {
	trees  map[app.Arm]app.Tree
	arms   []app.Arm            // beside base and result
	broken map[app.Arm][]string // what was broken on purpose, and where
	back   []string             // that are as the base has them where its tests judge
	agreed bool
	notice bool // new tests have to notice what was broken
}

// compose makes the matrix of the check that is due, once for all its runs.
func (r *run) compose(ctx context.Context, v *app.Verification) (matrix, error) {
	if m, made := r.mixed[len(v.Due)]; made {
		return m, nil
	}
	repo, err := r.repo(ctx)
	if err != nil {
		return matrix{}, err
	}
	m, err := r.matrix(ctx, repo, v, v.Due[0])
	if err != nil {
		return m, err
	}
	if r.mixed == nil {
		r.mixed = map[int]matrix{}
	}
	r.mixed[len(v.Due)] = m
	return m, nil
}

func (r *run) matrix(ctx context.Context, repo *workspace.Repo, v *app.Verification, c app.Check) (matrix, error) {
	m := matrix{trees: map[app.Arm]app.Tree{app.ArmBaseline: r.goal.Contract.BaseTree}, broken: map[app.Arm][]string{}}
	if v.Arm == app.ArmBaseline {
		return m, nil
	}
	base, result := r.baseTree(), workspace.Digest(v.Tree)
	m.trees[app.ArmCandidate] = v.Tree
	changes, err := repo.Diff(ctx, base, result)
	if err != nil {
		return m, fmt.Errorf("compare with the base: %w", err)
	}
	peoples := c.From != "plan" || r.goal.PlanApproved()
	on := standing(repo.FS(base), repo.FS(result), changes, c.Command, peoples)
	p := sides(changes, c, peoples, on, r.agreed)
	m.back = p.back()
	m.agreed = len(p.tests) > 0 && len(m.back) == 0
	if len(m.back) > 0 {
		parts := map[string][]byte{}
		for _, one := range p.parts {
			parts[one.path] = one.guard
		}
		if err := m.mix(ctx, repo, app.ArmGuard, result, base, slices.Concat(p.bent, p.along), parts); err != nil {
			return m, err
		}
	}
	covers := r.goal.Contract.Goal.WorkType() == goalspec.WorkTestCoverage && len(p.tests) > 0 // the base's code is what the new tests are green on
	m.notice = covers && c.Kind == goalspec.MustChange
	if covers && !onlyAsks(c.Command) {
		if err := m.mutate(ctx, repo, result, r.covering(repo.FS(result), p.tests)); err != nil {
			return m, err
		}
	}
	if !covers && len(p.tests) > 0 && c.Kind == goalspec.MustChange {
		parts := map[string][]byte{}
		for _, one := range p.parts {
			parts[one.path] = one.proof
		}
		if err := m.mix(ctx, repo, app.ArmProof, base, result, p.tests, parts); err != nil {
			return m, err
		}
	}
	if len(p.code) > 0 && c.Kind == goalspec.MustHold {
		return m, m.plant(ctx, repo, result, p.code)
	}
	return m, nil
}

// mix adds the tree that is now with paths as they are in from, and some files
// in parts of both.
func (m *matrix) mix(ctx context.Context, repo *workspace.Repo, arm app.Arm, now, from workspace.Digest, paths []string, parts map[string][]byte) error {
	tree, err := repo.PutBack(ctx, now, from, paths...)
	if err != nil {
		return fmt.Errorf("compose the tree of %s: %w", arm, err)
	}
	files := map[string]*workspace.File{}
	for p, b := range parts {
		files[p] = &workspace.File{Data: b}
	}
	if tree, err = repo.Write(ctx, tree, files); err != nil {
		return fmt.Errorf("compose the tree of %s: %w", arm, err)
	}
	m.trees[arm], m.arms = app.Tree(tree), append(m.arms, arm)
	return nil
}

// violation stands first in code that is broken on purpose: no language takes
// it for a program, and no reader for the text that was there.
const violation = ")( planted by goalkeeper\n"

// maxPlanted bounds the files that are broken.
const maxPlanted = 100

func (m *matrix) plant(ctx context.Context, repo *workspace.Repo, result workspace.Digest, code []string) error {
	files := map[string]*workspace.File{}
	for _, p := range code[:min(len(code), maxPlanted)] {
		b, err := repo.Read(ctx, result, p)
		if err != nil {
			return fmt.Errorf("plant a violation in %s: %w", p, err)
		}
		files[p] = &workspace.File{Data: append([]byte(violation), b...)}
		m.broken[app.ArmPlanted] = append(m.broken[app.ArmPlanted], p)
	}
	tree, err := repo.Write(ctx, result, files)
	if err != nil {
		return fmt.Errorf("plant a violation: %w", err)
	}
	m.trees[app.ArmPlanted], m.arms = app.Tree(tree), append(m.arms, app.ArmPlanted)
	return nil
}

// paths are those of a change by the side of a check on which they stand.
type paths struct {
	tests []string // behind the check: tests, what its command names, and what these stand on
	bent  []string // of these, what was there before, or is loaded before what was, and nobody agreed to
	parts []part   // files of which a part is behind the check, and nobody agreed to change it
	along []string // new tests that need what is bent
	code  []string // the product, as the result has it
}

// back are the paths that are not as the change left them where the base's
// tests judge.
func (p paths) back() []string {
	out := slices.Clone(p.bent)
	for _, one := range p.parts {
		out = append(out, one.path)
	}
	return out
}

// sides takes what a check names for a test of it, but of one that people stand
// behind the documents, and what it only asks for. What people agreed to of what
// it stands on otherwise is the work.
func sides(changes []workspace.Change, c app.Check, peoples bool, on stand, agreed func(path string) bool) (p paths) {
	asks := peoples && onlyAsks(c.Command)
	named := func(p string) bool { return !asks && names(c.Command, p) && !(peoples && documents.MatchString(p)) }
	for _, change := range changes {
		old := formerly(change)
		direct := language.IsTest(change.Path) || old != "" && language.IsTest(old) || named(change.Path) || named(old)
		under := on.footing != nil && !asks && (old != "" && (on.behind[old] || inParts(old) && change.New == "") || old == "" && on.loads(change.Path, on.now))
		let := old != "" && agreed(old) || old == "" && agreed(change.Path)
		switch one, apart := on.part(change.Path); {
		case apart && !let && !direct:
			p.parts = append(p.parts, one)
			fallthrough
		case !direct && (!under || let), let && serves(old):
			if change.New != "" && change.Mode&0o170000 == 0o100000 && change.Additions >= 0 {
				p.code = append(p.code, change.Path)
			}
			continue
		}
		both := []string{change.Path}
		if old != "" && old != change.Path {
			both = append(both, old)
		}
		p.tests = append(p.tests, both...)
		if (old != "" || under) && !let {
			p.bent = append(p.bent, both...)
		}
	}
	if on.footing != nil { // what the command leads to is named first
		slices.SortStableFunc(p.bent, func(a, b string) int { return on.far(a) - on.far(b) })
	}
	return p.accompanied(changes, on, named)
}

// serves tells whether a file of the tests holds none itself: a helper of theirs.
func serves(p string) bool {
	return p != "" && language.IsTest(p) && language.Of(p).Code() && !language.Of(p).Collects(p)
}

// accompanied takes new tests along with what they need, or lets that be where
// the check names one of them: the work is to write it.
func (p paths) accompanied(changes []workspace.Change, on stand, named func(string) bool) paths {
	for _, change := range changes {
		if on.footing == nil || formerly(change) != "" || !language.IsTest(change.Path) || slices.Contains(p.bent, change.Path) {
			continue
		}
		needed := func(at string) bool { return on.needs(change.Path, at, on.now) }
		switch {
		case !slices.ContainsFunc(p.bent, needed):
		case named(change.Path):
			p.bent = slices.DeleteFunc(p.bent, func(at string) bool { return !on.files[at] && needed(at) })
		default:
			p.along = append(p.along, change.Path)
		}
	}
	return p
}

var documents = regexp.MustCompile(`(?i)\.(md|markdown|rst|adoc)$`)

var between = regexp.MustCompile(`&&|\|\||[;\n]`)

// onlyAsks tells whether a command only asks what files are there and what they
// hold: those that it names are the product, and no test of it.
func onlyAsks(command string) bool {
	for _, part := range between.Split(command, -1) {
		part = strings.ReplaceAll(part, "$?", "0") // a status is a number
		words := strings.Fields(part)
		if len(words) > 1 && words[0] == "!" {
			words = words[1:]
		}
		switch {
		case len(words) < 2 || strings.ContainsAny(part, "`$<>|&("):
			return false
		case words[0] == "test", words[0] == "[":
		case words[0] == "grep":
			for _, w := range words[1:] {
				if strings.HasPrefix(w, "-") && strings.Contains(w, "f") { // what to look for stands in a file
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// names tells whether a command names a path, from where it runs.
func names(command, p string) bool {
	return p != "" && (slices.ContainsFunc(strings.Fields(command), func(word string) bool {
		return path.Clean(strings.Trim(word, "'\"`;()")) == p
	}) || slices.ContainsFunc(stepsOf(command, "."), func(s step) bool {
		return slices.ContainsFunc(s.words, func(word string) bool { return path.Join(s.dir, word) == p })
	}))
}

// agreed tells whether a person permitted that a test of the base changes: by
// approving the plan that names it, by letting it into the scope, or by a waiver
// of what a gate said of it.
func (r *run) agreed(p string) bool {
	if r.goal.PlanApproved() && slices.Contains(r.goal.Plan.Files, p) {
		return true
	}
	if r.goal.Contract.Allows("scope", p) || laidIn(r.goal.Contract.Goal.Scope(), p) {
		return true
	}
	waivers := slices.Concat(r.goal.Waivers, r.goal.Contract.Waivers)
	if r.goal.Verdict == nil {
		return false
	}
	return letIn(r.goal.Verdict.Children, waivers, p, r.cfg.Now())
}

// laidIn tells whether the issue itself names data as the place of the work: it
// is there to be changed. A recipe, a script or a test that it names may gain
// something, and checks no less for it.
func laidIn(s goalspec.Scope, p string) bool {
	if language.IsTest(p) && language.Of(p).Name != "Text" || program(p) || scriptExt.MatchString(p) || language.IsScript(p) || runnerConfig.MatchString(path.Base(p)) || isRecipe(p) {
		return false
	}
	return slices.ContainsFunc(slices.Concat(s.Allow, s.Focus), func(g goalspec.Glob) bool { return g.Pattern == p })
}

// letIn tells whether people permitted what rules found of a test, and with it
// the file as it is: nothing else was found there, and not a byte came since.
func letIn(rules []app.Verdict, waivers []app.Waiver, p string, now time.Time) bool {
	let := false
	for _, v := range rules {
		for _, at := range slices.Concat(v.Places, v.Permitted) {
			switch {
			case at.Path != p:
			case app.OfTests(v.Rule):
				if let = app.Agreed(waivers, v.Rule, at, now); !let {
					return false
				}
			case v.Status == app.StatusFail && !slices.Contains(v.Permitted, at) && !app.Waived(waivers, v.Rule, at, now):
				return false
			}
		}
	}
	return let
}
