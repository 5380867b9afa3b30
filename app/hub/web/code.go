package web

import (
	"bytes"
	"errors"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/markup"
)

// shownSize is the largest file that is shown on a page, in bytes; larger ones are only handed out raw.
const shownSize = 1 << 20

// place is a file or directory of a repository at a commit.
type place struct {
	Ref, SHA, Path string
	Entries        []git.Entry     // of a directory
	Readme         template.HTML   // of a directory, or the rendering of a Markdown file
	Lines          []template.HTML // of a text file
	Size           int64
	Binary         bool
}

// Crumb is one step of the path to a place.
type Crumb struct{ Name, Path string }

// Crumbs are the directories above the place and itself.
func (p place) Crumbs() []Crumb {
	var crumbs []Crumb
	for i, c := range p.Path {
		if c == '/' {
			crumbs = append(crumbs, Crumb{path.Base(p.Path[:i]), p.Path[:i]})
		}
	}
	return append(crumbs, Crumb{path.Base(p.Path), p.Path})
}

func overview(v *visit) error {
	if name, ok := strings.CutSuffix(v.PathValue("repo"), ".git"); ok {
		return v.to("/" + urlPath(v.PathValue("owner")) + "/" + urlPath(name))
	}
	in, err := v.enter(identity.ReadContents)
	if err != nil {
		return err
	}
	at := place{Ref: in.DefaultBranch}
	at.SHA, err = in.stored.Branch(v.Context(), in.DefaultBranch)
	if err == nil {
		err = v.list(in, &at)
	}
	if err != nil && !errors.Is(err, git.ErrMissing) { // an empty repository has no branch yet
		return err
	}
	return v.show(http.StatusOK, "tree.html", page{Title: strings.Trim(in.URL, "/"), Tab: "code", Room: in, Data: at})
}

func tree(v *visit) error {
	in, at, err := v.locate()
	if err != nil {
		return err
	}
	if err := v.list(in, &at); err != nil {
		return err
	}
	return v.show(http.StatusOK, "tree.html", page{Title: at.Path + " at " + at.Ref, Tab: "code", Room: in, Data: at})
}

// locate reads REF/PATH out of the address; a branch's name may have slashes too.
func (v *visit) locate() (*room, place, error) {
	in, err := v.enter(identity.ReadContents)
	if err != nil {
		return nil, place{}, err
	}
	refs, err := in.stored.Refs(v.Context(), "refs/heads", "refs/tags")
	if err != nil {
		return nil, place{}, err
	}
	rest := strings.Trim(v.PathValue("rest"), "/")
	at := place{}
	at.Ref, at.Path, _ = strings.Cut(rest, "/")
	for _, ref := range refs {
		name := strings.TrimPrefix(strings.TrimPrefix(ref.Name, "refs/heads/"), "refs/tags/")
		if below, ok := strings.CutPrefix(rest+"/", name+"/"); ok {
			at.Ref, at.Path = name, strings.TrimSuffix(below, "/")
		}
	}
	at.SHA, err = in.stored.Resolve(v.Context(), at.Ref)
	return in, at, err
}

// list fills in a directory's entries, directories first, and its README.
func (v *visit) list(in *room, at *place) (err error) {
	if at.Entries, err = in.stored.Tree(v.Context(), at.SHA, at.Path, false); err != nil {
		return err
	}
	if len(at.Entries) == 0 && at.Path != "" {
		return git.ErrMissing
	}
	slices.SortStableFunc(at.Entries, func(a, b git.Entry) int { return strings.Compare(b.Type, a.Type) })
	for _, entry := range at.Entries {
		if strings.EqualFold(entry.Name(), "README.md") && entry.Type == "blob" && entry.Size <= shownSize {
			_, text, err := in.stored.Object(v.Context(), entry.SHA)
			if err != nil {
				return err
			}
			at.Readme = v.document(in, *at, at.Path, text)
		}
	}
	return nil
}

func (v *visit) document(in *room, at place, directory string, text []byte) template.HTML {
	scope := in.scope()
	scope.Directory = path.Join(in.URL, "blob", at.Ref, directory)
	return v.web.markup.Document(string(text), scope)
}

// open finds the file at the place and its content.
func (v *visit) open() (in *room, at place, content []byte, err error) {
	if in, at, err = v.locate(); err != nil {
		return in, at, nil, err
	}
	entry, err := in.stored.Entry(v.Context(), at.SHA, at.Path)
	if err != nil {
		return in, at, nil, err
	}
	if entry.Type != "blob" {
		return in, at, nil, git.ErrMissing
	}
	at.Size = entry.Size
	_, content, err = in.stored.Object(v.Context(), entry.SHA)
	return in, at, content, err
}

func blob(v *visit) error {
	in, at, content, err := v.open()
	if err != nil {
		return err
	}
	at.Binary = bytes.IndexByte(content, 0) >= 0 || !utf8.Valid(content)
	switch {
	case at.Binary || at.Size > shownSize:
	case strings.EqualFold(path.Ext(at.Path), ".md") && v.URL.Query().Get("plain") == "":
		at.Readme = v.document(in, at, path.Dir(at.Path), content)
	default:
		at.Lines = markup.Code(at.Path, string(content))
	}
	return v.show(http.StatusOK, "blob.html", page{Title: at.Path + " at " + at.Ref, Tab: "code", Room: in, Data: at})
}

// raw hands a file out as plain text, whatever it is, so that a browser shows it and runs nothing.
func raw(v *visit) error {
	_, _, content, err := v.open()
	if err != nil {
		return err
	}
	return v.plain(content)
}

func (v *visit) plain(content []byte) error {
	h := v.writer.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	v.writer.Write(content)
	return nil
}
