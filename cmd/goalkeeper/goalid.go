package main

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// goalOf is the one of all goals, newest first, that a text names: by its ID, by
// a beginning or end of that, or by OWNER/REPO#N, the newest of that issue or
// pull request.
func goalOf(all []store.Summary, text string) (app.GoalID, error) {
	var found []string
	for _, g := range all {
		name, id := fmt.Sprintf("%s#", g.Repo), strings.ToUpper(text)
		switch {
		case strings.EqualFold(text, fmt.Sprint(name, g.Number)), g.Pull != 0 && strings.EqualFold(text, fmt.Sprint(name, g.Pull)), string(g.ID) == id:
			return g.ID, nil
		case id != "" && (strings.HasPrefix(string(g.ID), id) || strings.HasSuffix(string(g.ID), id)):
			found = append(found, fmt.Sprintf("%s of %s%d", g.ID, name, g.Number))
		}
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("there is no goal %q in this store; `goalkeeper goals list` has them", text)
	case 1:
		id, _, _ := strings.Cut(found[0], " ")
		return app.GoalID(id), nil
	}
	return "", fmt.Errorf("%q names %d goals: %s", text, len(found), strings.Join(found[:min(len(found), 5)], ", "))
}
