package web

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// pullHead is what stands above each of a pull request's pages.
type pullHead struct {
	item
	Stats git.Stats
	URL   string
	Tab   string
}

// pullTopic is a pull request's conversation.
type pullTopic struct {
	topic
	Head     pullHead
	Checks   []check
	Opinions []opinion
	MayMerge bool
}

// opinion is the latest verdict of one reviewer.
type opinion struct {
	Who   state.User
	State string
}

// seePull opens the pull request in the address.
func (v *visit) seePull(tab string) (*room, state.Issue, pullHead, error) {
	in, issue, err := v.find(identity.ReadPulls)
	if err != nil {
		return nil, issue, pullHead{}, err
	}
	if issue.Pull == nil {
		return in, issue, pullHead{}, nil
	}
	head := pullHead{URL: in.pageOf(issue), Tab: tab}
	if head.Stats, err = v.web.Service.PullStats(v.Context(), issue); err != nil {
		return nil, issue, head, err
	}
	err = v.web.Service.View(func(d *state.Data, _ shape.Printer) error {
		head.item = describe(d, issue)
		return nil
	})
	return in, issue, head, err
}

func pullPage(v *visit) error {
	if number, mails, ok := textForm(v.PathValue("n")); ok {
		v.SetPathValue("n", number)
		return v.patch(mails)
	}
	in, issue, head, err := v.seePull("conversation")
	if err != nil {
		return err
	}
	if issue.Pull == nil {
		return v.to(in.pageOf(issue))
	}
	t := pullTopic{Head: head}
	err = v.web.Service.View(func(d *state.Data, p shape.Printer) error {
		t.topic = v.topic(d, p, in, issue)
		t.MayMerge = v.teller(d, p, in, issue).May(identity.WriteContents)
		t.Opinions = opinions(d, issue)
		return nil
	})
	if err != nil {
		return err
	}
	if t.Checks, err = v.checks(in, func(run state.CheckRun) bool { return run.HeadSHA == issue.Pull.HeadSHA }); err != nil {
		return err
	}
	return v.show(http.StatusOK, "pull.html", page{Title: fmt.Sprintf("%s · #%d", issue.Title, issue.Number), Tab: "pulls", Room: in, Data: t})
}

// opinions are the reviewers' latest words that count for or against the merge, and who was asked.
func opinions(d *state.Data, issue state.Issue) []opinion {
	var order []int64
	latest := map[int64]string{}
	say := func(user int64, state string) {
		if _, known := latest[user]; !known {
			order = append(order, user)
		}
		latest[user] = state
	}
	for r := range d.Reviews.All() {
		if r.IssueID == issue.ID && (r.State == "APPROVED" || r.State == "CHANGES_REQUESTED") {
			say(r.UserID, r.State)
		}
	}
	for _, id := range issue.Pull.ReviewerIDs {
		say(id, "REQUESTED")
	}
	var all []opinion
	for _, id := range order {
		who, _ := d.Users.Get(id)
		all = append(all, opinion{who, latest[id]})
	}
	return all
}

// textForm reads the addresses that end in .diff or .patch.
func textForm(number string) (n string, mails, ok bool) {
	if n, ok := strings.CutSuffix(number, ".diff"); ok {
		return n, false, true
	}
	n, ok = strings.CutSuffix(number, ".patch")
	return n, true, ok
}

// patch hands out the pull request's change as text.
func (v *visit) patch(mails bool) error {
	in, issue, head, err := v.seePull("")
	if err != nil {
		return err
	}
	if issue.Pull == nil {
		return git.ErrMissing
	}
	text, err := in.stored.Patch(v.Context(), head.Stats.MergeBase, issue.Pull.HeadSHA, mails)
	if err != nil {
		return err
	}
	return v.plain(text)
}

func pullCommits(v *visit) error {
	in, issue, head, err := v.seePull("commits")
	if err != nil {
		return err
	}
	if issue.Pull == nil {
		return git.ErrMissing
	}
	h := history{Ref: issue.Pull.HeadRef, Pull: &head}
	if h.Commits, err = in.stored.Between(v.Context(), head.Stats.MergeBase, issue.Pull.HeadSHA); err != nil {
		return err
	}
	return v.show(http.StatusOK, "commits.html", page{Title: "Commits · " + issue.Title, Tab: "pulls", Room: in, Data: h})
}
