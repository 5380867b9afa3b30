package web

import (
	"errors"
	"fmt"
	"net/http"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/issueform"
)

const templates = ".github/ISSUE_TEMPLATE"

// blank is the name of the form without a template.
const blank = "blank"

// draft is the page for opening an issue: a choice of forms, one form, or title and text.
type draft struct {
	Forms []*issueform.Form
	Form  *issueform.Form
	Blank string
	Title string
}

func newIssue(v *visit) error {
	if v.actor.Anonymous() {
		return v.to("/login?to=" + urlQuery(v.URL.RequestURI()))
	}
	in, err := v.enter(identity.ReadIssues)
	if err != nil {
		return err
	}
	d := draft{Blank: blank, Title: v.URL.Query().Get("title")}
	if d.Forms, err = v.forms(in); err != nil {
		return err
	}
	switch chosen := v.URL.Query().Get("template"); {
	case chosen == blank || len(d.Forms) == 0:
		d.Forms = nil
	case chosen != "":
		if d.Form, err = pick(d.Forms, chosen); err != nil {
			return err
		}
		if d.Title == "" {
			d.Title = d.Form.Title
		}
		d.Forms = nil
	}
	return v.show(http.StatusOK, "newissue.html", page{Title: "New issue", Tab: "issues", Room: in, Data: d})
}

// forms are the issue forms of the default branch. One that cannot be read is left out.
func (v *visit) forms(in *room) ([]*issueform.Form, error) {
	entries, err := in.stored.Tree(v.Context(), "refs/heads/"+in.DefaultBranch, templates, false)
	if errors.Is(err, git.ErrMissing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var forms []*issueform.Form
	for _, entry := range entries {
		extension := path.Ext(entry.Path)
		if extension != ".yml" && extension != ".yaml" || strings.HasPrefix(entry.Name(), "config.") || entry.Size > shownSize {
			continue
		}
		_, text, err := in.stored.Object(v.Context(), entry.SHA)
		if err != nil {
			return nil, err
		}
		form, err := issueform.Parse(entry.Name(), text)
		if err != nil {
			v.web.Log.Warn("leave out issue form", "repository", in.URL, "error", err)
			continue
		}
		forms = append(forms, form)
	}
	return forms, nil
}

func pick(forms []*issueform.Form, file string) (*issueform.Form, error) {
	for _, form := range forms {
		if form.File == file {
			return form, nil
		}
	}
	return nil, refusal.NotFound()
}

func openIssue(v *visit) error {
	in, err := v.enter(identity.ReadIssues)
	if err != nil {
		return err
	}
	title, body := strings.TrimSpace(v.text("title")), v.text("body")
	change := service.IssueChange{Title: &title, Body: &body}
	if file := v.PostForm.Get("template"); file != "" {
		if err := v.fillIn(in, file, &change); err != nil {
			return err
		}
	}
	issue, err := v.web.Service.OpenIssue(v.Context(), v.actor, v.path(), change)
	if err != nil {
		return err
	}
	return v.to(fmt.Sprintf("%s/issues/%d", in.URL, issue.Number))
}

// fillIn makes the issue's text and labels from a posted form.
func (v *visit) fillIn(in *room, file string, c *service.IssueChange) error {
	forms, err := v.forms(in)
	if err != nil {
		return err
	}
	form, err := pick(forms, file)
	if err != nil {
		return err
	}
	if missing := form.Missing(v.PostForm); len(missing) > 0 {
		return refusal.Unprocessable("Please fill in: " + strings.Join(missing, "; "))
	}
	body, labels := form.Write(v.PostForm), []string(form.Labels)
	c.Body = &body
	if len(labels) > 0 {
		c.Labels = &labels
	}
	return nil
}
