package web

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/talk"
)

// listing is a list of issues or of pull requests.
type listing struct {
	Pulls        bool
	Closed       bool // whether the closed ones are shown
	Open, Others int  // how many are open, and closed
	Items        []item
}

// item is an issue or a pull request in a list.
type item struct {
	state.Issue
	Author   state.User
	Labels   []state.Label
	Comments int
}

func issueList(v *visit) error { return v.listing(false) }

func pullList(v *visit) error { return v.listing(true) }

func (v *visit) listing(pulls bool) error {
	need, title, tab := identity.ReadIssues, "Issues", "issues"
	if pulls {
		need, title, tab = identity.ReadPulls, "Pull requests", "pulls"
	}
	in, err := v.enter(need)
	if err != nil {
		return err
	}
	list := listing{Pulls: pulls, Closed: v.URL.Query().Get("state") == "closed"}
	err = v.web.Service.View(func(d *state.Data, _ shape.Printer) error {
		for issue := range d.Issues.All() {
			if issue.RepositoryID != in.ID || (issue.Pull != nil) != pulls {
				continue
			}
			if issue.Closed {
				list.Others++
			} else {
				list.Open++
			}
			if issue.Closed == list.Closed {
				list.Items = append(list.Items, describe(d, issue))
			}
		}
		slices.Reverse(list.Items)
		return nil
	})
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "issues.html", page{Title: title, Tab: tab, Room: in, Data: list})
}

func describe(d *state.Data, issue state.Issue) item {
	it := item{Issue: issue}
	it.Author, _ = d.Users.Get(issue.UserID)
	for _, id := range issue.LabelIDs {
		if label, ok := d.Labels.Get(id); ok {
			it.Labels = append(it.Labels, label)
		}
	}
	it.Comments = len(d.Comments.Where(func(c state.Comment) bool { return c.IssueID == issue.ID }))
	return it
}

// topic is an issue's page, and the conversation of a pull request's.
type topic struct {
	item
	Opening   talk.Post
	Entries   []talk.Entry
	Offered   []state.Label // labels of the repository that it does not have
	MayTalk   bool
	MayTriage bool
	MayEdit   bool // its title and text
	MayClose  bool
}

func (v *visit) topic(d *state.Data, p shape.Printer, in *room, issue state.Issue) topic {
	tell := v.teller(d, p, in, issue)
	t := topic{item: describe(d, issue), Opening: tell.Opening(), Entries: tell.Entries(), MayTalk: tell.MayTalk()}
	triage, edit := identity.TriageIssues, identity.TriageIssues
	if issue.Pull != nil {
		triage, edit = identity.TriageConversation, identity.EditPulls
	}
	t.MayTriage = tell.May(triage)
	t.MayEdit = tell.Own() || tell.May(edit)
	t.MayClose = (tell.Own() || t.MayTriage) && (issue.Pull == nil || !issue.Pull.Merged)
	if t.MayEdit {
		t.Opening.Edit = fmt.Sprintf("%s/issues/%d/edit", in.URL, issue.Number)
	}
	t.Offered = d.Labels.Where(func(l state.Label) bool {
		return l.RepositoryID == in.ID && !slices.Contains(issue.LabelIDs, l.ID)
	})
	return t
}

func issuePage(v *visit) error {
	in, issue, err := v.find(identity.ReadIssues)
	if err != nil {
		return err
	}
	if issue.Pull != nil {
		return v.to(fmt.Sprintf("%s/pull/%d", in.URL, issue.Number))
	}
	var t topic
	err = v.web.Service.View(func(d *state.Data, p shape.Printer) error {
		t = v.topic(d, p, in, issue)
		return nil
	})
	if err != nil {
		return err
	}
	return v.show(http.StatusOK, "issue.html", page{Title: fmt.Sprintf("%s · #%d", issue.Title, issue.Number), Tab: "issues", Room: in, Data: t})
}

// find opens the repository and the issue or pull request in the address.
func (v *visit) find(need identity.Need) (*room, state.Issue, error) {
	in, err := v.enter(need)
	if err != nil {
		return nil, state.Issue{}, err
	}
	n, err := v.number()
	if err != nil {
		return nil, state.Issue{}, err
	}
	issue, err := v.web.Service.Issue(v.actor, v.path(), n)
	return in, issue, err
}
