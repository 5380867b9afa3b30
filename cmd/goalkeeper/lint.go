package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"unicode/utf8"

	"github.com/spf13/cobra"

	rules "github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// maxGoalFile is more than any issue can hold.
const maxGoalFile = 1 << 20

type lintOptions struct {
	repo, format, limits, title string
	files                       []string
}

// lintResult is one file of the JSON output, which [goalspec.LintSchema] describes.
type lintResult struct {
	File     string        `json:"file"`
	Goal     goalspec.Goal `json:"goal"` // null when a finding is an error
	Findings []lintFinding `json:"findings"`

	read goalspec.Document
}

type lintFinding struct {
	Code       string            `json:"code"`
	Severity   goalspec.Severity `json:"severity"`
	Line       int               `json:"line"`
	Column     int               `json:"column"`
	Message    string            `json:"message"`
	Suggestion string            `json:"suggestion"`
}

func newLintCommand(s streams) *cobra.Command {
	var o lintOptions
	c := &cobra.Command{
		Use:   "lint [--repo PATH] [--format text|json] FILE…",
		Short: "Say what stands between a text and a goal",
		Long: `Reads goals (issue bodies in Markdown, issue templates; "-" is the standard
input) and says what is missing or contradictory, each with its place and one
thing to do about it, then what it read, and what it did not: that is context,
which helps to understand and binds nothing. With --repo it also holds paths and
commands against that tree and what its policy freezes, and reads the labels of its
own issue form.

A title is the outcome when the body states none. That of a file is the title in the
front matter of an issue template, or a heading on its first line. On GitHub it stands
outside of the body: --title gives it for a single file.

Exits 0 when every file is a goal (warnings are allowed), 1 when a finding is an
error, 2 when an input cannot be used: it is not there, empty (also but for blanks
or a byte order mark), too large or no text. What can be used is printed all the
same. The JSON is an array with one object for each of those files; its schema is
goalspec/lint.schema.json.`,
		Example: `  goalkeeper lint issue.md
  gh issue view 42 --json body --jq .body | goalkeeper lint --repo . --title "$(gh issue view 42 --json title --jq .title)" -`,
		RunE: func(c *cobra.Command, args []string) error {
			o.files = args
			return runLint(c.Context(), s, o)
		},
	}
	c.Flags().StringVar(&o.repo, "repo", "", "check paths and commands against the tree at `PATH`")
	c.Flags().StringVar(&o.format, "format", "text", "how to print: `text or json`")
	c.Flags().StringVar(&o.title, "title", "", "the issue's title is `TEXT`, for one file")
	c.Flags().StringVar(&o.limits, "limits", "", "the operator's limits, such as `\"actions=50 minutes=30\"`")
	return c
}

// lintUntil is [lintFiles], which may wait for a file or a pipe that never ends.
// A signal ends the wait; what reads then ends with the process.
func lintUntil(ctx context.Context, in io.Reader, o lintOptions, options goalspec.Options) (results []lintResult, unread, err error) {
	done := make(chan func(), 1)
	go func() {
		r, u := lintFiles(in, o, options)
		done <- func() { results, unread = r, u }
	}()
	select {
	case take := <-done:
		take()
		return results, unread, nil
	case <-ctx.Done():
		return nil, nil, fmt.Errorf("stopped: %w", context.Cause(ctx))
	}
}

func runLint(ctx context.Context, s streams, o lintOptions) error {
	if len(o.files) == 0 {
		return usagef("lint: name a file, or - for the standard input")
	}
	if i := slices.Index(o.files, "-"); i >= 0 && slices.Contains(o.files[i+1:], "-") {
		return usagef("lint: - is the standard input and can be read only once")
	}
	if o.title != "" && len(o.files) > 1 {
		return usagef("lint: --title is that of one file, and there are %d", len(o.files))
	}
	if o.format != "text" && o.format != "json" {
		return usagef("lint: --format %q is not text or json", o.format)
	}
	options, err := goalOptions(o)
	if err != nil {
		return err
	}
	results, unread, err := lintUntil(ctx, s.In, o, options)
	if err != nil {
		return err
	}
	if o.format == "json" {
		err = printJSON(s, results)
	} else {
		_, err = io.WriteString(s.Out, lintText(results))
	}
	if err != nil {
		return fmt.Errorf("write findings: %w", err)
	}
	if unread != nil {
		return usagef("lint: %w", unread)
	}
	for _, r := range results {
		if r.Goal.IsZero() {
			return exit(exitNegative)
		}
	}
	return nil
}

// lintFiles reads every file that can be read; the error says what is wrong with
// the others.
func lintFiles(in io.Reader, o lintOptions, options goalspec.Options) ([]lintResult, error) {
	results := make([]lintResult, 0, len(o.files))
	var unread []error
	for _, file := range o.files {
		text, err := readGoalFile(in, file)
		if err != nil {
			unread = append(unread, err)
			continue
		}
		title, body := goalspec.SplitFrontMatter(text)
		read := goalspec.ParseWith(options, cmp.Or(o.title, title), body)
		goal, findings := read.Admit(options)
		results = append(results, lintResult{File: file, Goal: goal, Findings: placedFindings(findings), read: read})
	}
	return results, errors.Join(unread...)
}

func goalOptions(o lintOptions) (goalspec.Options, error) {
	var options goalspec.Options
	if o.repo != "" {
		info, err := os.Stat(o.repo)
		if err != nil || !info.IsDir() {
			return options, usagef("lint: --repo %s is not a directory", o.repo)
		}
		root, err := os.OpenRoot(o.repo) // stays open: the options read from it
		if err != nil {
			return options, usagef("lint: %w", err)
		}
		if options, err = goalspec.ForRepo(root.FS()); err != nil {
			return options, usagef("lint: %w", err)
		}
		asked, _, err := rules.Read(root.FS(), nil)
		if err != nil {
			return options, usagef("lint: %s cannot be used: %w", rules.File, err)
		}
		options.Frozen = asked.Unchanging()
	}
	limits, err := goalspec.ParseBudget(o.limits)
	if err != nil {
		return options, usagef("lint: --limits: %w", err)
	}
	options.Limits = limits
	return options, nil
}

func readGoalFile(in io.Reader, file string) (string, error) {
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return "", err
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxGoalFile+1))
	large := len(data) > maxGoalFile
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	switch {
	case err != nil:
		var bad *fs.PathError
		if errors.As(err, &bad) {
			return "", err
		}
		return "", fmt.Errorf("read %s: %w", file, err)
	case large:
		return "", fmt.Errorf("read %s: larger than %d bytes", file, maxGoalFile)
	case len(bytes.TrimSpace(data)) == 0:
		return "", fmt.Errorf("read %s: nothing is in it; write the goal first", file)
	case bytes.IndexByte(data, 0) >= 0 || !utf8.Valid(data):
		return "", fmt.Errorf("read %s: not text in UTF-8", file)
	case isForm(data):
		return "", fmt.Errorf("read %s: an issue form, not a goal; lint the issue that is made with it", file)
	}
	return string(data), nil
}

// isForm reports an issue form: YAML with a body of fields.
func isForm(data []byte) bool {
	if !bytes.HasPrefix(data, []byte("body:")) && !bytes.Contains(data, []byte("\nbody:")) {
		return false
	}
	_, err := goalspec.ReadForm(data)
	return err == nil
}

func placedFindings(findings []goalspec.Finding) []lintFinding {
	out := make([]lintFinding, 0, len(findings))
	for _, f := range findings {
		out = append(out, lintFinding{f.Code, f.Severity, f.Line, f.Column, f.Message, f.Suggestion})
	}
	return out
}
