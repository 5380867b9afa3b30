// Command goalkeeper supervises coding agents on GitHub issues. Each
// subcommand lives in the file of its name; this one holds the root command
// and the way a result becomes an exit code.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/bwrap"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/landlock"
)

// Exit codes, the same for every subcommand.
const (
	exitFine        = 0
	exitNegative    = 1 // the answer is no: findings, an unproven goal
	exitBadInput    = 2 // flags, arguments or files that cannot be used
	exitEnvironment = 3 // something outside is missing or broken
	exitWaiting     = 4 // a person has to decide; run again to resume
)

// streams is the process boundary a command may touch.
type streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// exitError ends the process with code; a nil err prints nothing more.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit %d", e.code)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// usagef reports input that cannot be used.
func usagef(format string, args ...any) error {
	return &exitError{code: exitBadInput, err: fmt.Errorf(format, args...)}
}

// exit ends with code after the command has already said why.
func exit(code int) error { return &exitError{code: code} }

func main() {
	os.Exit(run(os.Args[1:], streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}

func run(args []string, s streams) int {
	if len(args) > 0 { // this process is a part of a sandbox
		switch args[0] {
		case landlock.Argument:
			return landlock.Main(args[1:])
		case bwrap.Argument:
			return bwrap.Main(args[1:])
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRootCommand(s)
	root.SetArgs(args)
	return code(s, root.ExecuteContext(ctx))
}

func code(s streams, err error) int {
	if err == nil {
		return exitFine
	}
	var e *exitError
	if !errors.As(err, &e) {
		e = &exitError{code: exitEnvironment, err: err}
	}
	if e.err != nil {
		lines := strings.Split(e.err.Error(), "\n")
		for i, line := range lines {
			lines[i] = printable(line)
		}
		fmt.Fprintln(s.Err, "goalkeeper:", strings.Join(lines, "\n"))
	}
	return e.code
}

func newRootCommand(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "goalkeeper",
		Short: "Goals on GitHub issues, worked off by supervised coding agents",
		Long: `goalkeeper turns a labelled issue into a contract, lets a coding agent work
towards it in a sandboxed clone, asks people at breakpoints, and opens a pull
request whose evidence it gathered itself.

Exit codes: 0 fine, 1 negative result, 2 bad input, 3 environment, 4 waiting for a person.`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("%w (see %q)", err, c.CommandPath()+" --help")
	})
	root.AddCommand(
		newBenchCommand(s), newConfigCommand(s), newDemoCommand(s), newGoalsCommand(s), newHubCommand(s), newInitCommand(s), newLintCommand(s), newPolicyCommand(s),
		newScriptModelCommand(s), newServeCommand(s), newVersionCommand(s),
	)
	for _, c := range append(root.Commands(), root) {
		strictArgs(c)
	}
	return root
}

// strictArgs makes surplus and unknown words bad input, on c and all below it.
func strictArgs(c *cobra.Command) {
	check := c.Args
	c.Args = func(c *cobra.Command, args []string) error {
		if c.HasSubCommands() && len(args) > 0 {
			return usagef("%s has no command %q (see %q)", c.CommandPath(), args[0], c.CommandPath()+" --help")
		}
		if check == nil {
			return nil
		}
		var known *exitError
		if err := check(c, args); err != nil && !errors.As(err, &known) {
			return usagef("%s: %w (see %q)", c.CommandPath(), err, c.CommandPath()+" --help")
		} else if err != nil {
			return err
		}
		return nil
	}
	if c.HasSubCommands() && c.RunE == nil {
		c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	}
	if !c.HasParent() {
		return
	}
	for _, below := range c.Commands() {
		strictArgs(below)
	}
}
