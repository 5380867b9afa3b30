package gate

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// byHand are the violations that no file of testdata can hold: what the goal's
// record tells, what the listing of a change tells, and what nobody wants to
// keep in a repository.
func byHand() map[string]func(*Input) {
	check := app.Check{Criterion: "C1", Command: "make test"}
	failed := func(tree app.Tree) app.Evidence {
		return app.Evidence{Arm: app.ArmCandidate, Round: 1, Check: check, Tree: tree, Status: app.StatusFail, Excerpt: "FAIL"}
	}
	return map[string]func(*Input){
		"size": func(in *Input) {
			in.Contract = &app.Contract{}
			in.Goal.Limits = app.Budget{Files: 1}
			lay(in, tree{}, tree{"planted.txt": "1\n", "planted.md": "2\n"})
		},
		"commands": func(in *Input) { in.Goal.Trail = []app.Step{{Tool: "run", Command: "git push origin main"}} },
		"network":  func(in *Input) { in.Goal.Trail = []app.Step{{Tool: "run", Command: "make", Network: "unreachable"}} },
		"claims": func(in *Input) {
			in.Goal.Round, in.Goal.Plan, in.Goal.Evidence = 1, &app.Plan{Checks: []app.Check{check}}, []app.Evidence{failed("1")}
			in.Goal.Finish = &app.Finish{Claims: []app.Claim{{Criterion: check.Criterion, Statement: "It passes."}}}
		},
		"same-failure": func(in *Input) { in.Goal.Evidence = []app.Evidence{failed("1"), failed("2"), failed("3")} },
		"no-progress":  func(in *Input) { in.Goal.Trail = make([]app.Step, 100) },

		"generators": func(in *Input) {
			in.Probes = []app.Evidence{{Arm: app.ArmGenerate, Check: check, Status: app.StatusFail, Differs: []string{"planted.gen"}}}
		},
		"secrets": func(in *Input) {
			key := "RSA PRIVATE" + " KEY-----\n"
			lay(in, tree{}, tree{"planted.pem": "-----BEGIN " + key + strings.Repeat("MIIEowIBAAKCAQEAx7\n", 6) + "-----END " + key})
		},
		"binaries": func(in *Input) { lay(in, tree{}, tree{"planted.bin": "\x00"}) },
		"links": func(in *Input) {
			lay(in, tree{}, tree{"planted": "elsewhere"})
			in.Changes[0].Mode = 0o120000
		},
	}
}
