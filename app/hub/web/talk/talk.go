package talk

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"slices"
	"strconv"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/markup"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/patch"
)

// Post is something a person or an App wrote.
type Post struct {
	Anchor, Source string
	Author         state.User
	Standing       string // owner, collaborator …; empty for others
	At             time.Time
	Edited         bool
	Edit           string // where its edit form goes, empty for who may not
	Deletable      bool
	Tick           string // where a tick of one of its boxes goes, empty for who may not
	Subject        string // what its reactions are about
	Reactions      []Reaction
	MayReact       bool
	scope          markup.Scope
	markup         *markup.Renderer
}

// Body is the text as it is shown.
func (p Post) Body() template.HTML {
	in := p.scope
	if p.Tick != "" {
		in.Tick = p.TickForm()
	}
	return p.markup.Comment(p.Source, in)
}

// TickForm is the id of the form that the boxes belong to.
func (p Post) TickForm() string { return "tick-" + p.Anchor }

// Seen names the text as it is shown, so that nobody ticks what has changed meanwhile.
func (p Post) Seen() string { return Digest(p.Source) }

// Digest names a text.
func Digest(source string) string {
	sum := sha256.Sum256([]byte(source))
	return hex.EncodeToString(sum[:8])
}

// Reaction is one emoji under a post.
type Reaction struct {
	Content, Emoji string
	Who            []string
	Mine           bool
}

// Event is one thing that happened besides what was said.
type Event struct {
	state.IssueEvent
	Actor, Other state.User
}

// Verdict is a submitted review with the threads it began.
type Verdict struct {
	state.Review
	Post    Post
	Threads []Thread
}

// Thread is a place of the diff with what was said about it.
type Thread struct {
	First state.ReviewComment
	Posts []Post
	Reply string // where its reply form goes, empty for who may not
	From  string // "files" on the page of the diff
}

// Excerpt is the end of the hunk that the thread is about.
func (t Thread) Excerpt() []patch.Row { return patch.Tail(t.First.DiffHunk, 4) }

// Entry is one entry of a conversation: exactly one field is set.
type Entry struct {
	Post    *Post
	Event   *Event
	Verdict *Verdict
}

// Entries are everything after the opening, oldest first.
func (t Teller) Entries() []Entry {
	type moment struct {
		id int64
		Entry
	}
	var all []moment
	for c := range t.Data.Comments.All() {
		if c.IssueID == t.Issue.ID {
			p := t.comment(c)
			all = append(all, moment{c.ID, Entry{Post: &p}})
		}
	}
	for e := range t.Data.IssueEvents.All() {
		if e.IssueID == t.Issue.ID && e.Event != "reviewed" {
			all = append(all, moment{e.ID, Entry{Event: t.event(e)}})
		}
	}
	for r := range t.Data.Reviews.All() {
		if r.IssueID != t.Issue.ID || r.State == "PENDING" {
			continue
		}
		if said := t.verdict(r); r.Body != "" || r.State != "COMMENTED" || len(said.Threads) > 0 {
			all = append(all, moment{r.ID, Entry{Verdict: said}})
		}
	}
	slices.SortFunc(all, func(a, b moment) int { return cmp.Compare(a.id, b.id) })
	entries := make([]Entry, len(all))
	for i, m := range all {
		entries[i] = m.Entry
	}
	return entries
}

func (t Teller) event(e state.IssueEvent) *Event {
	shown := &Event{IssueEvent: e}
	shown.Actor, _ = t.Data.Users.Get(e.ActorID)
	shown.Other, _ = t.Data.Users.Get(max(e.AssigneeID, e.ReviewerID))
	return shown
}

func (t Teller) verdict(r state.Review) *Verdict {
	said := &Verdict{Review: r, Post: t.post(r.ID, r.UserID, r.Body, r.SubmittedAt, r.SubmittedAt)}
	said.Post.Anchor, said.Post.MayReact = "pullrequestreview-"+strconv.FormatInt(r.ID, 10), false
	for _, thread := range t.Threads() {
		if thread.First.ReviewID == r.ID {
			said.Threads = append(said.Threads, thread)
		}
	}
	return said
}

func (t Teller) reply() string {
	if !t.talks {
		return ""
	}
	return t.Page + "/comments"
}

// Threads are the places of the diff that were spoken about, oldest first.
func (t Teller) Threads() []Thread {
	var threads []Thread
	at := map[int64]int{}
	for c := range t.Data.ReviewComments.All() {
		if c.IssueID != t.Issue.ID {
			continue
		}
		i, known := at[c.InReplyTo]
		if !known {
			i = len(threads)
			threads = append(threads, Thread{First: c, Reply: t.reply()})
		}
		at[c.ID] = i
		threads[i].Posts = append(threads[i].Posts, t.reviewComment(c))
	}
	return threads
}
