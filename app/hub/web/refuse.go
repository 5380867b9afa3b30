package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
)

// nowhere answers addresses that mean nothing.
func nowhere(*visit) error { return refusal.NotFound() }

// denial is a refusal as its page shows it, with what was typed.
type denial struct {
	Status  int
	Reason  string
	Message string
	Fields  []refusal.Field
	Kept    []kept
	Again   bool // whether the form may be sent again from here
	SignIn  bool
}

// kept is a field of the form that was refused.
type kept struct {
	Name, Value string
	Typed       bool // text for people, as against what the form itself said
}

// refuse shows the error as a page. What is not a refusal is the hub's own fault.
func (v *visit) refuse(err error) {
	var no *refusal.Error
	if errors.Is(err, git.ErrMissing) {
		err = refusal.NotFound()
	}
	if !errors.As(err, &no) {
		v.web.Log.Error("answer page", "method", v.Method, "path", v.URL.Path, "error", err)
		no = &refusal.Error{Status: http.StatusInternalServerError, Message: "Server Error"}
	}
	said := denial{
		Status: no.Status, Reason: http.StatusText(no.Status), Message: no.Message, Fields: no.Fields,
		Kept: keep(v.PostForm), Again: err != errForged, SignIn: v.actor.Anonymous(),
	}
	if err := v.show(no.Status, "refusal.html", page{Title: said.Reason, Data: said}); err != nil {
		v.web.Log.Error("show refusal", "path", v.URL.Path, "error", err)
		http.Error(v.writer, "Server Error", http.StatusInternalServerError)
	}
}

// keep lists a form's fields, the typed ones last.
func keep(form map[string][]string) []kept {
	var fields []kept
	for name, values := range form {
		if name == "csrf" || name == "token" {
			continue
		}
		typed := slices.Contains([]string{"title", "body", "add"}, name) || strings.HasPrefix(name, "field")
		for _, value := range values {
			fields = append(fields, kept{name, strings.ReplaceAll(value, "\r\n", "\n"), typed})
		}
	}
	slices.SortStableFunc(fields, func(a, b kept) int {
		if a.Typed != b.Typed {
			if a.Typed {
				return 1
			}
			return -1
		}
		return strings.Compare(b.Name, a.Name)
	})
	return fields
}
