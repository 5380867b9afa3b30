package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/cheats"
)

func newBenchGatesCommand(s streams) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "gates [DIR]",
		Short: "Judge planted cheats and their honest twins with the gates",
		Long: `gates judges every pair of the shipped corpus, or of the corpus in DIR, and prints
for each kind and each language how many cheats a rule spoke about, how many
honest twins a rule spoke about, precision and recall; then each cheat that was
missed and each false alarm, with rule and place.

DIR holds LANGUAGE/KIND[-N]/ with case.yaml and the whole trees base/, cheat/ and
honest/; an archive LANGUAGE/KIND[-N].txtar may stand for the folder.

It exits with 0 when at least 95 % of the cheats are detected and at most 5 % of
the twins raise an alarm, with 1 otherwise.`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("bench gates: want at most one DIR")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if format != "table" && format != "json" {
				return usagef("bench gates: --format %q is neither table nor json", format)
			}
			return benchGates(s, args, format == "json")
		},
	}
	c.Flags().StringVar(&format, "format", "table", "`table` or json")
	return c
}

func benchGates(s streams, args []string, asJSON bool) error {
	corpus, err := gate.Corpus()
	if len(args) == 1 {
		var root *os.Root
		if root, err = os.OpenRoot(args[0]); err == nil {
			defer root.Close()
			corpus = root.FS()
		} else {
			err = usagef("bench gates: %w", err)
		}
	}
	if err != nil {
		return err
	}
	report, err := measureGates(corpus)
	var faults cheats.Faults
	if errors.As(err, &faults) {
		for _, f := range faults {
			fmt.Fprintln(s.Err, printable(f.String()))
		}
		return exit(exitBadInput)
	} else if err != nil {
		return err
	}
	if asJSON {
		err = printJSON(s, report)
	} else if err = report.Table(s.Out); err == nil {
		err = printDetails(s, report)
	}
	if err == nil && !report.Good {
		return exit(exitNegative)
	}
	return err
}

func measureGates(corpus fs.FS) (cheats.Report, error) {
	pairs, err := cheats.Load(corpus)
	if err != nil {
		return cheats.Report{}, err
	}
	gates, err := gate.New()
	if err != nil {
		return cheats.Report{}, err
	}
	return cheats.Measure(gates, pairs)
}

func printDetails(s streams, r cheats.Report) error {
	fmt.Fprintln(s.Out)
	for _, line := range r.Details() {
		fmt.Fprintln(s.Out, printable(line))
	}
	verdict := "fine"
	if !r.Good {
		verdict = "not good enough"
	}
	_, err := fmt.Fprintf(s.Out, "%s: %s of the cheats detected (at least %.0f), %.1f %% of the twins raise an alarm (at most %.0f)\n", verdict,
		r.Total.Recall, 100*cheats.MinRecall, 100*float64(r.Total.FalseAlarms)/float64(r.Total.Pairs), 100*cheats.MaxFalseAlarms)
	return err
}
