package policy_test

import (
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

func TestDecideCommand(t *testing.T) {
	p := parse(t, `
categories:
  deploy: {commands: ["kubectl apply", "terraform apply", "make release", "*ctl rollout"]}
  data: {commands: [pg_dump, "git push origin v*"]}
`)
	for command, rule := range map[string]string{
		"go test ./...":                     "",
		"":                                  "",
		"kubectl apply -f x.yaml":           "categories.deploy",
		"kubectl get pods":                  "",
		"kubectl --context prod apply -f x": "categories.deploy",
		"apply kubectl":                     "",
		"/usr/local/bin/kubectl apply":      "categories.deploy",
		"kubectl-helper apply":              "",
		"oc-ctl rollout restart":            "categories.deploy",
		"cd infra && terraform apply -auto-approve":          "categories.deploy",
		"cd infra; terraform plan":                           "",
		"make test\nmake release":                            "categories.deploy",
		"make test # make release":                           "",
		"make # test\nmake release":                          "categories.deploy",
		"echo make release":                                  "",
		`echo "kubectl apply"`:                               "",
		`git commit -m 'terraform apply'`:                    "",
		`bash -c "kubectl apply -f x"`:                       "categories.deploy",
		`sh -ec 'cd x && kubectl apply'`:                     "categories.deploy",
		`bash -c "sh -c 'kubectl apply'"`:                    "categories.deploy",
		`sudo -u root kubectl apply`:                         "categories.deploy",
		`timeout 5 env A=b kubectl apply`:                    "categories.deploy",
		"KUBECONFIG=x kubectl apply":                         "categories.deploy",
		"if true; then kubectl apply; fi":                    "categories.deploy",
		"(kubectl apply)":                                    "categories.deploy",
		"{ kubectl apply; }":                                 "categories.deploy",
		"echo $(kubectl apply)":                              "categories.deploy",
		"echo \"done: $(kubectl apply)\"":                    "categories.deploy",
		"echo `kubectl apply`":                               "categories.deploy",
		"cat x | kubectl apply -f -":                         "categories.deploy",
		"kube'ctl' \"apply\"":                                "categories.deploy",
		`kube\ctl apply`:                                     "categories.deploy",
		"kubectl \\\n  apply":                                "categories.deploy",
		"pg_dump db >out.sql":                                "categories.data",
		"git push origin v1.2":                               "categories.data",
		"git push origin main":                               "",
		"eval kubectl apply":                                 "categories.deploy",
		"ssh host 'cd x; make release'":                      "categories.deploy",
		"find . -exec kubectl apply -f {} ;":                 "categories.deploy",
		"echo 'unfinished":                                   "",
		`echo "unfinished $(kubectl apply`:                   "categories.deploy",
		"stripe listen":                                      "categories.billing",
		">x kubectl apply":                                   "categories.deploy",
		"2>&1 kubectl apply":                                 "categories.deploy",
		"&>log kubectl apply":                                "categories.deploy",
		"echo x > kubectl apply":                             "",
		"kubectl 2>/dev/null apply":                          "categories.deploy",
		"function f { kubectl apply; }; f":                   "categories.deploy",
		"su ci -c 'kubectl apply'":                           "categories.deploy",
		"trap 'kubectl apply' EXIT":                          "categories.deploy",
		"cat <<<x && kubectl apply":                          "categories.deploy",
		`bash <<< "kubectl apply -f x"`:                      "categories.deploy",
		`ssh host <<<'kubectl apply'`:                        "categories.deploy",
		"kubectl >| log apply":                               "categories.deploy",
		"cat <(kubectl apply)":                               "categories.deploy",
		strings.Repeat(`bash -c "`, 2000):                    "",
		strings.Repeat("(", 5000) + "kubectl apply" + "))))": "categories.deploy",
		"sudo " + strings.Repeat("make ", 50_000):            "",
	} {
		v := p.DecideCommand(nil, command, time.Time{})
		by, asks := policy.Decisive(v)
		if by.Rule != rule || asks != (v.Action == app.ActionAsk) {
			t.Errorf("%.60q: %s by %q, want %q", command, v.Action, by.Rule, rule)
		}
		if asks && (v.Places[0].Text != command || !strings.Contains(v.Reason, "always needs a person: it runs ")) {
			t.Errorf("%.60q: %s at %+v", command, v.Reason, v.Places)
		}
	}
}

// TestPermittedCommand: a person lets commands of one pattern run, by its name
// as one word.
func TestPermittedCommand(t *testing.T) {
	now := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		app.Waiver
		allowed bool
	}{
		{app.Waiver{Rule: "categories.deploy", Path: "kubectl"}, false},
		{app.Waiver{Rule: "categories.deploy", Path: "helm*upgrade"}, true},
		{app.Waiver{Rule: "categories.deploy", Path: "helm*upgrade", Until: now.Add(time.Second)}, true},
		{app.Waiver{Rule: "categories.deploy", Path: "helm*upgrade", Until: now}, false},
		{app.Waiver{Rule: "categories.deploy", Path: "*"}, true},
		{app.Waiver{Rule: "categories.deploy", Path: "helm"}, false},
		{app.Waiver{Rule: "categories.secrets", Path: "*"}, false},
		{app.Waiver{Path: "*"}, false},
	} {
		v := policy.Default().DecideCommand(&app.Contract{Waivers: []app.Waiver{c.Waiver}}, "cd chart && helm upgrade web .", now)
		if (v.Action == app.ActionAllow) != c.allowed {
			t.Errorf("%+v: %s", c.Waiver, v.Action)
		}
		if !c.allowed && !strings.Contains(v.Who, "`/goal allow categories.deploy helm*upgrade`") {
			t.Errorf("who may permit it: %s", v.Who)
		}
	}
}
