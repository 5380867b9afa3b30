package verify

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/doomed"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Series is everything known of a check in one verification: a value from which
// Next says what runs next and Trial what it all shows.
type Series struct {
	Check    app.Check
	Baseline bool            // only the base is looked at: work has not begun
	Arms     []app.Arm       // that are there to run, beside base and result
	Agreed   bool            // to what became of tests that were there
	Back     []string        // of the change: what the guard has as it is on the base
	Notice   bool            // new tests are the goal's work, and have to notice broken code
	Doomed   doomed.Tests    // the tests that the arm of that name makes fail
	Unstable map[string]bool // tests that flip on the same bytes, as another check has shown
	Sure     int             // green runs of the result before anything is proven, where that is more than it takes
	Runs     []Run           // in the order in which they ended
	Budget   Budget
}

// Run is one run with what its report says of each test, nil without a report.
type Run struct {
	app.Evidence
	Tests map[string]app.Status
}

// Budget bounds one verification.
type Budget struct {
	Time  time.Duration // of all checks together; 0: no bound
	Runs  int           // of all checks together; 0: no bound
	Share int           // checks that share what is left: this one and those after it
	Spent time.Duration // by all checks so far
	Own   time.Duration // by this check so far
	Used  int           // runs of all checks so far
}

// over tells whether nothing more may run: a check has its share of the time that
// those before it left.
func (b Budget) over() bool {
	left := b.Time - (b.Spent - b.Own)
	return b.Time > 0 && b.Own >= left/time.Duration(max(1, b.Share)) || b.Runs > 0 && b.Used >= b.Runs
}

// And is the series after one more run.
func (s Series) And(r Run) Series {
	s.Runs = append(slices.Clip(s.Runs), r)
	s.Budget.Spent += r.Duration
	s.Budget.Own += r.Duration
	s.Budget.Used++
	return s
}

// Next is the arm that runs next; empty when the check can be judged.
func (s Series) Next() app.Arm {
	if s.Budget.over() && s.tally(app.ArmBaseline).Runs()+s.tally(app.ArmCandidate).Runs() > 0 {
		return ""
	}
	return s.wanted()
}

// wanted is the arm that runs next, whatever it costs.
func (s Series) wanted() app.Arm {
	base, candidate := s.tally(app.ArmBaseline), s.tally(app.ArmCandidate)
	if s.Baseline {
		if n := base.Runs(); n == 0 || n == base.Green && n < s.least() && s.Check.Kind == goalspec.MustChange {
			return app.ArmBaseline
		}
		return ""
	}
	if arm := s.turn(); arm != "" || !steady(candidate) || candidate.Green == 0 {
		return arm
	}
	for _, arm := range s.Arms {
		if s.wants(arm) {
			return arm
		}
	}
	if candidate.Runs() < s.asked() {
		if o, _ := Weigh(s.Check, s.shows(), true); o == app.OutcomeProven {
			return app.ArmCandidate
		}
	}
	return ""
}

// asked is how many runs of the result have to be green before it counts as
// proven: more while they are quickly had, unless no more are asked for than the
// rule takes.
func (s Series) asked() int {
	if s.Sure > s.least() && s.lasted() < quick {
		return max(s.Sure, min(times*s.Sure, most))
	}
	return s.Sure
}

// lasted is the time from the first run of the result to the last, in the newest
// round that made any. What the first one took to fill its caches is not in it.
func (s Series) lasted() time.Duration {
	runs := s.on(app.ArmCandidate)
	if len(runs) == 0 {
		return 0
	}
	last := runs[len(runs)-1]
	first := runs[slices.IndexFunc(runs, func(r Run) bool { return r.Round == last.Round })]
	return last.At.Sub(first.At)
}

// turn is the arm whose turn it is while any test needs more runs.
func (s Series) turn() app.Arm {
	least := s.least()
	due := func(base, candidate app.Tally) app.Arm {
		switch onBase, onCandidate := Due(base, candidate, least); {
		case onBase:
			return app.ArmBaseline
		case onCandidate:
			return app.ArmCandidate
		}
		return ""
	}
	base, candidate := s.tally(app.ArmBaseline), s.tally(app.ArmCandidate)
	if arm := due(base, candidate); arm != "" || base.Void()+candidate.Void() > 0 {
		return arm
	}
	for _, name := range s.names(app.ArmBaseline, app.ArmCandidate) {
		if s.Unstable[name] {
			continue // more runs do not make it steady
		}
		if arm := due(s.of(name, app.ArmBaseline), s.of(name, app.ArmCandidate)); arm != "" {
			return arm
		}
	}
	return ""
}

// least is how often each arm runs where all of it is green: more often where no
// run tells of two tests, so that one answer is all there is.
func (s Series) least() int {
	if slices.ContainsFunc(s.Runs, func(r Run) bool { return r.Evidence.Tests != nil && r.Evidence.Tests.Ran() > 1 }) {
		return quiet
	}
	return strict
}

// wants tells whether an arm of the matrix still has something to say. An
// answer that speaks against the result is asked for as often as any other.
func (s Series) wants(arm app.Arm) bool {
	t := s.tally(arm)
	if strings.HasPrefix(string(arm), string(app.ArmMutant)) {
		_, killed := s.mutants()
		return t.Runs() == 0 && killed == 0
	}
	switch arm {
	case app.ArmGuard:
		return t.Runs() == 0 || t.Red == t.Runs() && t.Runs() < quiet
	case app.ArmProof:
		if s.Check.Kind == goalspec.MustChange {
			return t.Runs() == 0 || t.Green == t.Runs() && t.Runs() < quiet
		}
		_, unnamed := s.fewest(app.ArmCandidate)
		return t.Runs() == 0 && (unnamed || s.shows().Counts[app.TestTaken] > 0)
	case app.ArmRewritten:
		_, killed := s.mutants()
		return killed > 0 && !s.unreported() && (t.Runs() == 0 || s.reads() && t.Runs() < quiet)
	case app.ArmDoomed:
		return t.Runs() == 0 && slices.ContainsFunc(s.on(app.ArmCandidate), func(r Run) bool { return r.Evidence.Tests != nil && r.Evidence.Tests.Passed > 0 })
	case app.ArmPlanted:
		return s.Check.Kind == goalspec.MustHold && t.Runs() == 0 && s.tally(app.ArmBaseline).Red == 0
	}
	return false
}

func (s Series) on(arm app.Arm) []Run {
	return slices.DeleteFunc(slices.Clone(s.Runs), func(r Run) bool { return r.Arm != arm })
}

// tally counts the check as a whole. A green run of the result's code that tells
// less than the base did has not come to its end.
func (s Series) tally(arm app.Arm) (t app.Tally) {
	silent := s.silent(arm)
	for _, r := range s.on(arm) {
		if silent(r) {
			t.Silent++
			continue
		}
		t = t.Plus(r.Status)
	}
	return t
}

// silent tells of the runs of an arm whether by their exit status alone they are green,
// where on the result's code they say less than was said on the base's.
func (s Series) silent(arm app.Arm) func(Run) bool {
	said := 0
	for _, r := range s.Runs {
		if r.Arm == app.ArmBaseline || r.Arm == app.ArmProof {
			said = max(said, r.says())
		}
	}
	return func(r Run) bool {
		return r.Status == app.StatusPass && (arm == app.ArmCandidate || arm == app.ArmGuard) && r.says() < said
	}
}

// says is how much a run tells beside its exit status: nothing, that its runner was
// there, or of tests.
func (r Run) says() int {
	switch t := r.Evidence.Tests; {
	case t == nil:
		return 0
	case t.Ran()+t.Skipped == 0:
		return 1
	}
	return 2
}

// of counts one test. In a run without a report it did not run, or nothing is known
// of it where that run could not be had; an error in it is red.
func (s Series) of(name string, arm app.Arm) (t app.Tally) {
	for _, r := range s.on(arm) {
		status, ran := r.Tests[name]
		switch {
		case !ran && r.Status == app.StatusError && r.Tests == nil:
			status = app.StatusUnknown
		case !ran:
			status = app.StatusSkipped
		case status == app.StatusError:
			status = app.StatusFail
		}
		t = t.Plus(status)
	}
	return t
}

// names are the tests that some arms know, in order.
func (s Series) names(arms ...app.Arm) []string {
	all := map[string]bool{}
	for _, r := range s.Runs {
		if !slices.Contains(arms, r.Arm) {
			continue
		}
		for name := range r.Tests {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func steady(t app.Tally) bool { return t.Runs() > 0 && !t.Flips() && t.Void() == 0 }

// Trial is what the runs show together.
func (s Series) Trial() app.Trial {
	t := s.shows()
	if t.Spent = !s.Baseline && s.Budget.over() && s.wanted() != ""; t.Spent {
		t.Asked = max(s.Sure, s.least())
	}
	return t
}

// shows is what the runs show, however many are still wanted.
func (s Series) shows() app.Trial {
	t := app.Trial{Base: s.tally(app.ArmBaseline), Candidate: s.tally(app.ArmCandidate), Notice: s.Notice, ByTests: s.byTests()}
	for arm, to := range map[app.Arm]**app.Tally{app.ArmGuard: &t.Guard, app.ArmProof: &t.Proof, app.ArmDoomed: &t.Doomed} {
		if tally := s.tally(arm); tally.Runs() > 0 {
			*to = &tally
		}
	}
	if t.Guard != nil {
		t.Back = s.Back[:min(len(s.Back), maxNamed)]
	}
	t.Mutants, t.Killed = s.mutants()
	t.Reads, t.Deaf = s.reads(), s.deaf()
	t.Shown = s.shown(t.Base)
	if !s.Baseline {
		t.Counts, t.Tests = s.tests()
	}
	return t
}

// shown says what was seen to turn the check red.
func (s Series) shown(base app.Tally) string {
	for _, r := range s.on(app.ArmPlanted) {
		if r.Status == app.StatusFail {
			return "planted"
		}
	}
	if _, killed := s.mutants(); killed > 0 {
		return "mutant"
	}
	if base.Red > 0 && base.Red == base.Runs() {
		return "base"
	}
	return ""
}

// byTests tells whether tests account for every run of the result that is red.
func (s Series) byTests() bool {
	return !slices.ContainsFunc(s.on(app.ArmCandidate), func(r Run) bool {
		red := slices.ContainsFunc(slices.Collect(maps.Values(r.Tests)), func(st app.Status) bool { return st == app.StatusFail || st == app.StatusError })
		return r.Status != app.StatusPass && (!red || r.Evidence.Tests == nil || r.Evidence.Tests.Unloaded > 0 || !r.Evidence.Tests.Complete)
	})
}
