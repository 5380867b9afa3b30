package publish

import (
	"fmt"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// settingUp is what happens now while set-up runs.
func (p page) settingUp() string {
	return fmt.Sprintf("Set-up runs %s since %s. Its commands fetch what the goal needs; then the agent goes on.", p.code(p.SetUp.Command), moment(p.SetUp.Since))
}

// setUpFolded lists what the newest set-up ran.
func (p page) setUpFolded() string {
	all := p.Goal.SetUp()
	if len(all) == 0 {
		return ""
	}
	var rows [][]string
	var sum time.Duration
	var network []string
	for _, e := range all {
		sum += e.Duration
		network = append(network, e.Network...)
		if len(rows) < p.items {
			rows = append(rows, []string{p.cell(e.Check.Command), p.result(&e), took(e.Duration), p.logLink(e.Log)})
		}
	}
	return markdown.Details(fmt.Sprintf("Set-up, %s", took(sum)), filledJoin(
		markdown.Table([]string{"Command", "Result", "Took", "Log"}, rows), p.network(network),
	))
}

// setUpFailure shows the command that failed.
func (p page) setUpFailure() string {
	all := p.Goal.SetUp()
	if len(all) == 0 {
		return ""
	}
	e := all[len(all)-1]
	if e.Status == app.StatusPass {
		return ""
	}
	return filledJoin(
		fmt.Sprintf("%s: %s after %s.", p.code(e.Check.Command), p.result(&e), took(e.Duration)),
		p.excerpt(e.Excerpt), p.network(e.Network),
	)
}

// network lists what set-up asked of the network.
func (p page) network(all []string) string {
	var lines []string
	for _, line := range first(all, p.items) {
		lines = append(lines, p.words(line))
	}
	return titled("Through the proxy:", markdown.List(more(lines, len(all))))
}
