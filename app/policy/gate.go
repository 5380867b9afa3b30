package policy

import (
	"cmp"
	"maps"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Gate is one rule over the change, as a policy sees it: what follows when it
// finds something.
type Gate struct {
	Name   string
	What   string     // it looks for
	Action app.Action // before a pull request opens
	Early  app.Action // while work goes on, where that is milder
	Least  app.Action // no policy makes it milder than this
	Who    string     // may permit what it found
}

// Gates is the one table of rules, in the order in which they are told. What is
// said of paths alone is no row of it: [Policy.DecideChange] judges those.
func Gates() []Gate {
	const allow, flag, ask, stop = app.ActionAllow, app.ActionFlag, app.ActionAsk, app.ActionStop
	table := []Gate{
		{"size", "more files or lines than the contract's limits", ask, flag, allow, ""},
		{"commands", "commands of the agent that the policy's categories name, or that reach outside", flag, "", allow, ""},
		{"network", "commands of the agent that tried to reach the network", flag, "", allow, ""},
		{"claims", "claims of the agent that no evidence of goalkeeper's own supports", flag, allow, allow, ""},
		{"same-failure", "a check that fails again with the same words after the tree has changed", flag, "", allow, ""},
		{"no-progress", "many steps that left the tree as it was", flag, "", allow, ""},
		{"unfinished", "code that the plan names left as it was, while no test says more than before", flag, allow, allow, ""},

		{"dependencies", "dependencies added, removed or raised that neither issue nor plan names", ask, "", allow, ""},
		{"locks", "lock files changed without their manifest, or led to another source", ask, "", allow, ""},
		{"overrides", "replace, overrides, resolutions, patches, pinned versions that float now", ask, "", allow, ""},

		{"tests-removed", "tests that are gone, renamed out of the run, or emptied", flag, "", allow, ""},
		{"tests-alone", "tests of the base changed while no product code was", flag, allow, allow, ""},
		{"assertions", "assertions taken out, made weaker, or made to hold always", flag, "", allow, ""},
		{"expectations", "expected values of the base's tests edited", flag, "", allow, ""},
		{"skips", "tests skipped, expected to fail, or focused", flag, "", allow, ""},
		{"selection", "configuration and commands that run fewer tests", flag, "", allow, ""},
		{"thresholds", "limits and rules of coverage, lint and types made milder", flag, "", allow, ""},
		{"timeouts", "time limits, tolerances and retries of tests raised", flag, "", allow, ""},
		{"snapshots", "recorded results of the base overwritten", flag, "", allow, ""},
		{"autoload", "code that runners load by themselves and that changes how tests judge", flag, "", allow, ""},
		{"exits", "code that ends its runner, or its process with a success", flag, "", allow, ""},
		{"equality", "comparisons that always agree, or that look at less than a type has", flag, "", allow, ""},
		{"mocks", "tests that replace what they test", flag, "", allow, ""},
		{"clock", "clocks and timers replaced", flag, "", allow, ""},
		{"checks-touched", "scripts that a frozen check runs, and runners that tell of failures no more", flag, "", allow, ""},

		{"special-cases", "product code that answers the tests' own examples", flag, "", allow, ""},
		{"stubs", "product code replaced by a constant, or that ignores what it is given", flag, "", allow, ""},
		{"test-aware", "product code that finds out whether it is tested", flag, "", allow, ""},
		{"reads-tests", "product code that reads tests or their expected results", flag, "", allow, ""},
		{"swallowed", "errors that are caught and dropped, or go into a log alone, and protections that are switched off", flag, "", allow, ""},
		{"masking", "commands whose failure no longer shows", flag, "", allow, ""},
		{"suppressions", "comments that silence a linter, type checker or coverage", flag, "", allow, ""},
		{"interfaces", "exported names that others can use, removed or changed where neither issue nor plan asks for it", flag, "", allow, ""},
		{"directories", "new directories at the top that the plan does not name", flag, "", allow, ""},
		{"generated", "files that tools write, changed without their source", ask, "", allow, ""},
		{"generators", "files that a run of their generator writes in another way", stop, "", allow, ""},
		{"unread", "code in languages that the rules about code and tests cannot read", flag, allow, allow, ""},

		{app.RuleSecrets, "credentials", stop, "", stop, ""},
		{"binaries", "binary and large files", flag, "", allow, ""},
		{"links", "symbolic links, submodules, modes, attributes", ask, "", flag, ""},
		{"hidden-text", "characters that make people and compilers read different things, words that tell a reviewer what to find", ask, "", flag, ""},
	}
	for n := range table {
		if table[n].Who == "" {
			table[n].Who = "a person with write permission (`/goal allow " + table[n].Name + " PATH`)"
		}
		if table[n].Name == app.RuleSecrets {
			table[n].Who = "a person with write permission who says why (`/goal allow secrets PATH`)"
		}
	}
	return table
}

// row is what follows by the table.
func (g Gate) row() Actions {
	early := cmp.Or(g.Early, g.Action)
	return Actions{early, early, g.Action}
}

// ActionsOf is what follows when a gate finds something.
func (p Policy) ActionsOf(g Gate) Actions {
	table := g.row()
	row, stated := p.Gates[g.Name]
	if !stated {
		return table
	}
	least := func(a, table app.Action) app.Action {
		if a.Severity() < g.Least.Severity() {
			return table
		}
		return a
	}
	return Actions{least(row.Implementation, table.Implementation), least(row.Integration, table.Integration), least(row.Verification, table.Verification)}
}

func (c *checker) gates(all Gating) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		at := join("gates", name)
		n := slices.IndexFunc(Gates(), func(g Gate) bool { return g.Name == name })
		if n < 0 {
			c.fault(at, "", "there is no such gate")
			continue
		}
		milder := func(action app.Action) bool { return action.Severity() < Gates()[n].Least.Severity() }
		rule := "must not be milder than " + string(Gates()[n].Least)
		stated := false
		for _, phase := range phases() {
			key, action := join(at, string(phase)), all[name].In(phase)
			if stated = stated || c.lines[key] != 0; c.lines[key] > 0 && milder(action) {
				c.fault(key, string(action), rule)
			}
		}
		if action := all[name].Verification; !stated && c.lines[at] > 0 && milder(action) {
			c.fault(at, string(action), rule)
		}
	}
}
