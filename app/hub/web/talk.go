package web

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/markup"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/patch"
)

// post is something a person or an App wrote.
type post struct {
	Anchor, Source string
	Author         state.User
	Standing       string // owner, collaborator …; empty for others
	At             time.Time
	Edited         bool
	Edit           string // where its edit form goes, empty for who may not
	Deletable      bool
	Subject        string // what its reactions are about
	Reactions      []reaction
	MayReact       bool
	scope          markup.Scope
	markup         *markup.Renderer
}

// Body is the text as it is shown.
func (p post) Body() template.HTML { return p.markup.Comment(p.Source, p.scope) }

// reaction is one emoji under a post.
type reaction struct {
	Content, Emoji string
	Who            []string
	Mine           bool
}

// event is one thing that happened besides what was said.
type event struct {
	state.IssueEvent
	Actor, Other state.User
}

// verdict is a submitted review with the threads it began.
type verdict struct {
	state.Review
	Post    post
	Threads []thread
}

// thread is a place of the diff with what was said about it.
type thread struct {
	First state.ReviewComment
	Posts []post
	Reply string // where its reply form goes, empty for who may not
	From  string // "files" on the page of the diff
}

// Excerpt is the end of the hunk that the thread is about.
func (t thread) Excerpt() []patch.Row { return patch.Tail(t.First.DiffHunk, 4) }

// entry is one entry of a conversation: exactly one field is set.
type entry struct {
	Post    *post
	Event   *event
	Verdict *verdict
}

// teller reads one conversation out of one moment of the state.
type teller struct {
	*state.Data
	print shape.Printer
	visit *visit
	in    *room
	issue state.Issue
	edits bool // whether the visitor may edit others' texts
	talks bool // whether the visitor may write here
}

func (v *visit) teller(d *state.Data, p shape.Printer, in *room, issue state.Issue) teller {
	t := teller{Data: d, print: p, visit: v, in: in, issue: issue}
	write, edit := identity.WriteIssues, identity.EditIssues
	if issue.Pull != nil {
		write, edit = identity.WriteConversation, identity.EditConversation
	}
	t.talks, t.edits = v.may(d, in.Repository, write), v.may(d, in.Repository, edit)
	return t
}

func (t teller) opening() post {
	source := ""
	if t.issue.Body != nil {
		source = *t.issue.Body
	}
	p := t.post(t.issue.ID, t.issue.UserID, source, t.issue.CreatedAt, t.issue.CreatedAt)
	p.Anchor = "issue-" + strconv.FormatInt(t.issue.ID, 10)
	p.Subject = "issue:" + strconv.Itoa(t.issue.Number)
	return p
}

func (t teller) comment(c state.Comment) post {
	p := t.post(c.ID, c.UserID, c.Body, c.CreatedAt, c.UpdatedAt)
	id := strconv.FormatInt(c.ID, 10)
	p.Anchor, p.Subject = "issuecomment-"+id, "comment:"+id
	if t.edits || t.talks && c.UserID == t.visit.actor.User.ID {
		p.Edit, p.Deletable = t.in.URL+"/comments/"+id, true
	}
	return p
}

func (t teller) reviewComment(c state.ReviewComment) post {
	p := t.post(c.ID, c.UserID, c.Body, c.CreatedAt, c.UpdatedAt)
	id := strconv.FormatInt(c.ID, 10)
	p.Anchor, p.Subject = "discussion_r"+id, "review-comment:"+id
	if t.edits || t.talks && c.UserID == t.visit.actor.User.ID {
		p.Edit, p.Deletable = t.in.URL+"/review-comments/"+id, true
	}
	return p
}

func (t teller) post(id, author int64, source string, at, updated time.Time) post {
	p := post{
		Source: source, At: at, Edited: updated.After(at), MayReact: t.talks, Reactions: t.reactions(id),
		scope: t.in.scope(), markup: t.visit.web.markup,
	}
	p.Author, _ = t.Users.Get(author)
	if standing := t.print.Association(p.Author, t.in.Repository); standing != "NONE" {
		p.Standing = standing
	}
	return p
}

func (t teller) reactions(subject int64) []reaction {
	var all []reaction
	for _, content := range state.ReactionContents() {
		all = append(all, reaction{Content: content, Emoji: emoji(content)})
	}
	for r := range t.Reactions.All() {
		if r.SubjectID != subject {
			continue
		}
		for i := range all {
			if all[i].Content == r.Content {
				user, _ := t.Users.Get(r.UserID)
				all[i].Who = append(all[i].Who, user.Login)
				all[i].Mine = all[i].Mine || user.ID == t.visit.actor.User.ID
			}
		}
	}
	return all
}

func emoji(content string) string {
	return map[string]string{
		"+1": "👍", "-1": "👎", "laugh": "😄", "confused": "😕", "heart": "❤️", "hooray": "🎉", "rocket": "🚀", "eyes": "👀",
	}[content]
}

// entries are everything after the opening, oldest first.
func (t teller) entries() []entry {
	type moment struct {
		id int64
		entry
	}
	var all []moment
	for c := range t.Comments.All() {
		if c.IssueID == t.issue.ID {
			p := t.comment(c)
			all = append(all, moment{c.ID, entry{Post: &p}})
		}
	}
	for e := range t.IssueEvents.All() {
		if e.IssueID == t.issue.ID && e.Event != "reviewed" {
			all = append(all, moment{e.ID, entry{Event: t.event(e)}})
		}
	}
	for r := range t.Reviews.All() {
		if r.IssueID != t.issue.ID || r.State == "PENDING" {
			continue
		}
		if said := t.verdict(r); r.Body != "" || r.State != "COMMENTED" || len(said.Threads) > 0 {
			all = append(all, moment{r.ID, entry{Verdict: said}})
		}
	}
	slices.SortFunc(all, func(a, b moment) int { return cmp.Compare(a.id, b.id) })
	entries := make([]entry, len(all))
	for i, m := range all {
		entries[i] = m.entry
	}
	return entries
}

func (t teller) event(e state.IssueEvent) *event {
	shown := &event{IssueEvent: e}
	shown.Actor, _ = t.Users.Get(e.ActorID)
	shown.Other, _ = t.Users.Get(max(e.AssigneeID, e.ReviewerID))
	return shown
}

func (t teller) verdict(r state.Review) *verdict {
	said := &verdict{Review: r, Post: t.post(r.ID, r.UserID, r.Body, r.SubmittedAt, r.SubmittedAt)}
	said.Post.Anchor, said.Post.MayReact = "pullrequestreview-"+strconv.FormatInt(r.ID, 10), false
	for _, thread := range t.threads() {
		if thread.First.ReviewID == r.ID {
			said.Threads = append(said.Threads, thread)
		}
	}
	return said
}

func (t teller) reply() string {
	if !t.talks {
		return ""
	}
	return t.in.pageOf(t.issue) + "/comments"
}

// threads are the places of the diff that were spoken about, oldest first.
func (t teller) threads() []thread {
	var threads []thread
	at := map[int64]int{}
	for c := range t.ReviewComments.All() {
		if c.IssueID != t.issue.ID {
			continue
		}
		i, known := at[c.InReplyTo]
		if !known {
			i = len(threads)
			threads = append(threads, thread{First: c, Reply: t.reply()})
		}
		at[c.ID] = i
		threads[i].Posts = append(threads[i].Posts, t.reviewComment(c))
	}
	return threads
}
