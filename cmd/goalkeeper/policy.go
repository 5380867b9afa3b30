package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/goalkeeper-dev/goalkeeper/app"
	rules "github.com/goalkeeper-dev/goalkeeper/app/policy"
)

func newPolicyCommand(s streams) *cobra.Command {
	cmd := &cobra.Command{Use: "policy", Short: "Check and explain a repository's policy, " + rules.File}
	cmd.AddCommand(newPolicyCheckCommand(s), newPolicyExplainCommand(s), newPolicySchemaCommand(s))
	return cmd
}

func newPolicyCheckCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE",
		Short: "Report everything that is wrong with a policy, at once",
		Long: `check reads the policy in FILE ("-" is the standard input) and prints one line for
each fault: file, line, key, value, rule. It exits with 0 when there is none,
else with 2.`,
		Example: `  goalkeeper policy check ` + rules.File,
		Args:    exactArgs(1, `the policy FILE, or "-"`),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := readGoalFile(s.In, args[0])
			if err != nil {
				return usagef("policy check: %w", err)
			}
			if _, err := rules.Parse([]byte(text)); err != nil {
				return refusePolicy(s, args[0], err)
			}
			fmt.Fprintf(s.Out, "%s: fine\n", args[0])
			return nil
		},
	}
}

// refusePolicy prints a line for each fault.
func refusePolicy(s streams, file string, err error) error {
	var faults rules.Faults
	if !errors.As(err, &faults) {
		return usagef("policy: %w", err)
	}
	for _, f := range faults {
		fmt.Fprintf(s.Err, "%s:%d: %s\n", file, f.Line, printable(f.Text()))
	}
	return exit(exitBadInput)
}

func newPolicySchemaCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the policy, with the default of every key",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(s.Out, rules.Schema())
			return err
		},
	}
}

type explainOptions struct {
	repo  string
	owner string // checkout of the owner's .github repository
	paths []string
	json  bool
}

// explanation is the JSON output.
type explanation struct {
	Policy string          `json:"policy"` // where the rules stand
	Paths  []explainedPath `json:"paths"`
	Gates  []explainedGate `json:"gates"`
}

type explainedPath struct {
	Path   string        `json:"path"`
	Action app.Action    `json:"action"`
	Rule   string        `json:"rule"` // that decides; empty when nothing speaks against a change
	Reason string        `json:"reason"`
	Who    string        `json:"who"`            // may permit it
	Risk   rules.Level   `json:"risk"`           // of the path
	Note   string        `json:"note,omitempty"` // what no permission changes
	Rules  []app.Verdict `json:"rules"`
}

// explainedGate is what follows in each phase when a gate finds something.
type explainedGate struct {
	Gate    string `json:"gate"`
	Changed bool   `json:"changed"` // by the policy
	rules.Actions
}

func newPolicyExplainCommand(s streams) *cobra.Command {
	var o explainOptions
	c := &cobra.Command{
		Use:   "explain --repo PATH PATHS…",
		Short: "Show which rule decides for a path, and why",
		Long: `explain reads the policy and the files in the repository's tree as it lies at
PATH, without a policy there that of the owner's .github repository (--owner),
and tells for each of the PATHS, relative to it, what would happen to a
change: allow; flag, it goes on and is shown in the pull request; ask, a person
is asked; stop, it is taken back unless a person permits it. Every rule that
speaks is shown, the strictest decides. Then come the gates for which the policy
says what follows in another way than the table of gates.`,
		Example: `  goalkeeper policy explain --repo . go.mod internal/auth/login.go`,
		RunE: func(_ *cobra.Command, args []string) error {
			o.paths = args
			return explainPolicy(s, o)
		},
	}
	c.Flags().StringVar(&o.repo, "repo", ".", "the repository's root at `PATH`")
	c.Flags().StringVar(&o.owner, "owner", "", "a checkout of the owner's .github repository at `PATH`, for a repository without a policy")
	c.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return c
}

func explainPolicy(s streams, o explainOptions) error {
	if len(o.paths) == 0 {
		return usagef("policy explain: name a path in the repository")
	}
	root, err := os.OpenRoot(o.repo)
	if err != nil {
		return usagef("policy explain: --repo: %w", err)
	}
	defer root.Close()
	var owner rules.Owner
	if o.owner != "" {
		dir, err := os.OpenRoot(o.owner)
		if err != nil {
			return usagef("policy explain: --owner: %w", err)
		}
		defer dir.Close()
		owner = func(name string) ([]byte, error) { return dir.ReadFile(name) }
	}
	asked, from, err := rules.Read(root.FS(), owner)
	if err != nil {
		return refusePolicy(s, cmp.Or(from, rules.File), err)
	}
	out := explanation{Policy: from}
	for _, name := range o.paths {
		e, err := explainPath(root.FS(), asked, name)
		if err != nil {
			return usagef("policy explain: %w", err)
		}
		out.Paths = append(out.Paths, e)
	}
	for _, g := range rules.Gates() {
		e := explainedGate{Gate: g.Name, Actions: asked.ActionsOf(g)}
		e.Changed = e.Actions != rules.Default().ActionsOf(g)
		out.Gates = append(out.Gates, e)
	}
	if o.json {
		return printJSON(s, out)
	}
	return printExplanation(s.Out, out)
}

func explainPath(tree fs.FS, asked rules.Policy, name string) (explainedPath, error) {
	clean := path.Clean(filepath.ToSlash(name))
	if clean == "." || !fs.ValidPath(clean) {
		return explainedPath{}, fmt.Errorf("%q is not a path below the repository's root", name)
	}
	line, err := rules.PreserveLine(tree, clean)
	if err != nil {
		return explainedPath{}, err
	}
	v := asked.Decide(nil, clean, line)
	by, _ := rules.Decisive(v)
	level, _ := asked.Risk("", []string{clean})
	return explainedPath{Path: clean, Action: v.Action, Rule: by.Rule, Reason: v.Reason, Who: v.Who, Risk: level, Note: refusedPush(clean), Rules: v.Children}, nil
}

// refusedPush says of a workflow that GitHub lets nobody push it without a permission that
// goalkeeper does not ask for.
func refusedPush(name string) string {
	if !strings.HasPrefix(name, ".github/workflows/") {
		return ""
	}
	return "permitted or not, it cannot be pushed: GitHub wants the permission workflows for that, which goalkeeper does not ask for; leave the change to a person"
}

func printExplanation(w io.Writer, e explanation) error {
	from := e.Policy
	if from == rules.FromDefault {
		from += ", for there is no " + rules.File
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "policy: %s\n", from)
	for _, p := range e.Paths {
		fmt.Fprintf(tw, "\n%s: %s\n", printable(p.Path), p.Action)
		for _, r := range p.Rules {
			switch {
			case r.Measured != "":
				fmt.Fprintf(tw, "  %s\t%s\t%s\n", r.Rule, r.Measured, printable(r.Reason))
			case r.Status != app.StatusPass:
				fmt.Fprintf(tw, "  %s\t%s\t%s\n", r.Rule, r.Action, printable(r.Reason))
			}
		}
		if p.Who != "" {
			fmt.Fprintf(tw, "  decided by %s; %s can permit it\n", p.Rule, p.Who)
		}
		if p.Note != "" {
			fmt.Fprintf(tw, "  %s\n", p.Note)
		}
	}
	fmt.Fprint(tw, "\nThis is what decides by path. Gates look at what a change does, and may still flag it, ask or stop it whatever its path.\n")
	for _, g := range e.Gates {
		if g.Changed {
			fmt.Fprintf(tw, "  %s\timplementation: %s\tintegration: %s\tverification: %s\n", g.Gate, g.Implementation, g.Integration, g.Verification)
		}
	}
	return tw.Flush()
}
