package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/store/sqlite"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
)

const aGoal = "the ID of a goal, or its beginning or end, or OWNER/REPO#N"

type goalsOptions struct {
	config string
	dir    string
	json   bool
}

func newGoalsCommand(s streams) *cobra.Command {
	var o goalsOptions
	cmd := &cobra.Command{
		Use:   "goals",
		Short: "Look at the goals in a server's store",
		Long: `goals reads the store of a server, running or not: where goals stand, what is proven, and the whole log.

ID is the whole ID of a goal, a beginning or end of it that no other has, or OWNER/REPO#N: the newest goal of that issue or pull request.`,
	}
	cmd.PersistentFlags().StringVar(&o.config, "config", os.Getenv("GOALKEEPER_CONFIG"), "configuration file of the server")
	cmd.PersistentFlags().StringVar(&o.dir, "data-dir", "", "data directory of the server, instead of its configuration")
	cmd.PersistentFlags().BoolVar(&o.json, "json", false, "print JSON")
	cmd.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List goals, newest first", Args: cobra.NoArgs,
			RunE: func(cmd *cobra.Command, _ []string) error { return listGoals(cmd.Context(), s, o) },
		},
		&cobra.Command{
			Use: "show ID", Short: "Show one goal: state, criteria, budget", Args: exactArgs(1, aGoal),
			RunE: func(cmd *cobra.Command, args []string) error { return showGoal(cmd.Context(), s, o, args[0]) },
		},
		&cobra.Command{
			Use: "log ID", Short: "Print a goal's log, one event a line", Args: exactArgs(1, aGoal),
			RunE: func(cmd *cobra.Command, args []string) error { return logGoal(cmd.Context(), s, o, args[0]) },
		},
		&cobra.Command{
			Use: "rollback ID", Short: "Print how to undo a merged goal", Args: exactArgs(1, aGoal),
			RunE: func(cmd *cobra.Command, args []string) error { return rollbackGoal(cmd.Context(), s, o, args[0]) },
		},
	)
	return cmd
}

// open opens the store that the flags name; it must be there already.
func (o goalsOptions) open(ctx context.Context) (store.Store, error) {
	path := ""
	switch {
	case o.dir != "":
		path = o.dir + "/goalkeeper.db"
	case o.config != "" || os.Getenv("GOALKEEPER_DATA_DIR") != "":
		cfg, err := readConfig(o.config)
		if err != nil {
			return nil, err
		}
		path = storePath(cfg)
	default:
		return nil, usagef("say whose goals: --config FILE or --data-dir DIR")
	}
	if _, err := os.Stat(path); err != nil {
		return nil, usagef("there is no store: %w", err)
	}
	return sqlite.New(ctx, sqlite.Config{Path: path})
}

func listGoals(ctx context.Context, s streams, o goalsOptions) error {
	st, err := o.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	all, err := st.List(ctx, store.Filter{})
	if err != nil {
		return err
	}
	if o.json {
		if all == nil {
			all = []store.Summary{}
		}
		return printJSON(s, all)
	}
	w := tabwriter.NewWriter(s.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "GOAL\tISSUE\tSTATE\tWAITS\tCHANGED\tTITLE")
	for _, g := range all {
		fmt.Fprintf(w, "%s\t%s#%d\t%s\t%s\t%s\t%s\n", g.ID, g.Repo, g.Number, g.State, waits(g), g.ChangedAt.Format(time.DateTime), printable(g.Title))
	}
	return w.Flush()
}

func waits(g store.Summary) string {
	switch {
	case g.Paused:
		return "paused"
	case g.Breakpoint != "":
		return string(g.Breakpoint)
	case !g.NotBefore.IsZero():
		return "until " + g.NotBefore.Format(time.TimeOnly)
	}
	return "-"
}

// goalReport is a goal as `goals show --json` and the demo print it.
type goalReport struct {
	ID       app.GoalID        `json:"id"`
	State    app.State         `json:"state"`
	Criteria []criterionReport `json:"criteria"`
}

type criterionReport struct {
	ID       string         `json:"id"`
	Text     string         `json:"text"`
	Kind     app.Kind       `json:"kind"`
	Check    string         `json:"check"`
	Outcome  app.Outcome    `json:"outcome"`
	Evidence []app.Evidence `json:"evidence"`
}

type usageReport struct {
	Actions int     `json:"actions"`
	Tokens  int64   `json:"tokens"`
	Seconds float64 `json:"seconds"`
}

func reportGoal(g *app.Goal) goalReport {
	out := goalReport{ID: g.ID, State: g.State, Criteria: []criterionReport{}}
	for _, c := range verify.Judge(g) {
		r := criterionReport{ID: c.ID, Text: c.Text, Kind: c.Kind, Outcome: c.Outcome, Evidence: []app.Evidence{}}
		if c.Check != nil {
			r.Check = c.Check.Command
		}
		for _, e := range []*app.Evidence{c.Baseline, c.Candidate} {
			if e != nil {
				r.Evidence = append(r.Evidence, *e)
			}
		}
		out.Criteria = append(out.Criteria, r)
	}
	return out
}

func reportUsage(g *app.Goal) usageReport {
	return usageReport{Actions: g.Usage.Actions, Tokens: int64(g.Usage.Tokens()), Seconds: g.Usage.Active.Seconds()}
}

// loadGoal folds from its log the goal that a text names.
func loadGoal(ctx context.Context, st store.Store, text string) (*app.Goal, []app.Event, error) {
	all, err := st.List(ctx, store.Filter{})
	if err != nil {
		return nil, nil, err
	}
	id, err := goalOf(all, text)
	if err != nil {
		return nil, nil, usagef("%w", err)
	}
	events, err := st.Events(ctx, id, 0)
	if err != nil {
		return nil, nil, err
	}
	g, err := app.Replay(events)
	return g, events, err
}

func showGoal(ctx context.Context, s streams, o goalsOptions, id string) error {
	st, err := o.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	g, events, err := loadGoal(ctx, st, id)
	if err != nil {
		return err
	}
	r := reportGoal(g)
	if o.json {
		return printJSON(s, struct {
			goalReport
			Repository string      `json:"repository"`
			Issue      int         `json:"issue"`
			Title      string      `json:"title"`
			Pull       *app.Pull   `json:"pull_request"`
			Usage      usageReport `json:"usage"`
			Events     int         `json:"events"`
			Hash       string      `json:"hash"`
		}{r, g.Repo.String(), g.Issue.Number, g.Title, g.Pull, reportUsage(g), len(events), g.Hash})
	}
	fmt.Fprintf(s.Out, "%s  %s#%d  %s\n%s\n", g.ID, g.Repo, g.Issue.Number, g.State, printable(g.Title))
	if b := g.Hold.Breakpoint; b != nil {
		fmt.Fprintf(s.Out, "waits for people (%s): %s\n", b.Kind, printable(b.Question))
	}
	if g.Ended != nil {
		fmt.Fprintf(s.Out, "ended: %s\n", printable(g.Ended.Reason))
	}
	if g.Pull != nil {
		fmt.Fprintf(s.Out, "pull request: %s\n", g.Pull.URL)
	}
	for _, c := range r.Criteria {
		fmt.Fprintf(s.Out, "  %-3s %-10s %s\n", c.ID, c.Outcome, printable(c.Text))
	}
	for _, m := range g.Meters() {
		fmt.Fprintf(s.Out, "  %-10s %s\n", m.Name, m.Text)
	}
	return nil
}

func logGoal(ctx context.Context, s streams, o goalsOptions, id string) error {
	st, err := o.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	_, events, err := loadGoal(ctx, st, id)
	if err != nil {
		return err
	}
	if o.json {
		enc := json.NewEncoder(s.Out)
		for _, e := range events {
			if err := enc.Encode(e); err != nil {
				return err
			}
		}
		return nil
	}
	for _, e := range events {
		fmt.Fprintf(s.Out, "%5d  %s  %-22s %-20s %s\n", e.Seq, e.At.Format("15:04:05.000"), e.Kind, e.Actor, printable(oneLine(e.Data)))
	}
	return nil
}

func oneLine(data []byte) string {
	const limit = 160
	if len(data) > limit {
		return string(data[:limit]) + "…"
	}
	return string(data)
}

func printJSON(s streams, v any) error {
	enc := json.NewEncoder(s.Out)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
