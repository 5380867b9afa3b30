// Package talk reads the conversation of an issue or a pull request as a page shows it: what was said,
// what happened and what may be done about it by who is looking.
//
// In comes one moment of the state, out go values for templates, which render after the state was let go.
// Nothing is written.
package talk

import (
	"strconv"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/markup"
)

// Config is one conversation and who looks at it; all fields are required.
type Config struct {
	Data       *state.Data
	Print      shape.Printer
	Viewer     identity.Actor
	Repository state.Repository
	Issue      state.Issue
	Home, Page string // addresses of the repository and of the issue
	Scope      markup.Scope
	Markup     *markup.Renderer
}

// Teller reads one conversation. It may be used as long as the state is held.
type Teller struct {
	Config
	talks, edits bool // whether the viewer may write here, and edit others' texts
}

// New returns a teller of the conversation.
func New(c Config) Teller {
	t := Teller{Config: c}
	write, edit := identity.WriteIssues, identity.EditIssues
	if c.Issue.Pull != nil {
		write, edit = identity.WriteConversation, identity.EditConversation
	}
	t.talks, t.edits = t.May(write), t.May(edit)
	return t
}

// May reports whether the viewer, if anybody, satisfies the need.
func (t Teller) May(need identity.Need) bool {
	return !t.Viewer.Anonymous() && identity.Check(t.Data, t.Viewer, t.Repository, need) == nil
}

// MayTalk reports whether the viewer may write here.
func (t Teller) MayTalk() bool { return t.talks }

// Own reports whether the viewer opened this and may still write here.
func (t Teller) Own() bool { return t.talks && t.Issue.UserID == t.Viewer.User.ID }

// Opening is the text that the conversation began with.
func (t Teller) Opening() Post {
	source := ""
	if t.Issue.Body != nil {
		source = *t.Issue.Body
	}
	p := t.post(t.Issue.ID, t.Issue.UserID, source, t.Issue.CreatedAt, t.Issue.CreatedAt)
	p.Anchor = "issue-" + strconv.FormatInt(t.Issue.ID, 10)
	p.Subject = "issue:" + strconv.Itoa(t.Issue.Number)
	return p
}

func (t Teller) comment(c state.Comment) Post {
	p := t.post(c.ID, c.UserID, c.Body, c.CreatedAt, c.UpdatedAt)
	id := strconv.FormatInt(c.ID, 10)
	p.Anchor, p.Subject = "issuecomment-"+id, "comment:"+id
	t.offerEdit(&p, "/comments/"+id)
	if p.Edit != "" {
		p.Tick = p.Edit + "/ticks"
	}
	return p
}

func (t Teller) reviewComment(c state.ReviewComment) Post {
	p := t.post(c.ID, c.UserID, c.Body, c.CreatedAt, c.UpdatedAt)
	id := strconv.FormatInt(c.ID, 10)
	p.Anchor, p.Subject = "discussion_r"+id, "review-comment:"+id
	t.offerEdit(&p, "/review-comments/"+id)
	return p
}

func (t Teller) offerEdit(p *Post, form string) {
	if t.edits || t.talks && p.Author.ID == t.Viewer.User.ID {
		p.Edit, p.Deletable = t.Home+form, true
	}
}

func (t Teller) post(id, author int64, source string, at, updated time.Time) Post {
	p := Post{
		Source: source, At: at, Edited: updated.After(at), MayReact: t.talks, Reactions: t.reactions(id),
		scope: t.Scope, markup: t.Markup,
	}
	p.Author, _ = t.Data.Users.Get(author)
	if standing := t.Print.Association(p.Author, t.Repository); standing != "NONE" {
		p.Standing = standing
	}
	return p
}

func (t Teller) reactions(subject int64) []Reaction {
	var all []Reaction
	for _, content := range state.ReactionContents() {
		all = append(all, Reaction{Content: content, Emoji: emoji(content)})
	}
	for r := range t.Data.Reactions.All() {
		if r.SubjectID != subject {
			continue
		}
		for i := range all {
			if all[i].Content == r.Content {
				user, _ := t.Data.Users.Get(r.UserID)
				all[i].Who = append(all[i].Who, user.Login)
				all[i].Mine = all[i].Mine || user.ID == t.Viewer.User.ID
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
