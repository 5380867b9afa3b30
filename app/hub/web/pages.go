package web

import (
	"embed"
	"html/template"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
)

//go:embed page
var files embed.FS

// pages are all there are, the same for every hub of a process.
var pages = sync.OnceValues(parsePages)

// parsePages reads every page together with the layout and the parts.
func parsePages() (map[string]*template.Template, error) {
	common, err := template.New("").Funcs(functions()).ParseFS(files, "page/layout.html", "page/part_*.html")
	if err != nil {
		return nil, err
	}
	entries, err := files.ReadDir("page")
	if err != nil {
		return nil, err
	}
	all := map[string]*template.Template{}
	for _, entry := range entries {
		name := entry.Name()
		if path.Ext(name) != ".html" || name == "layout.html" || strings.HasPrefix(name, "part_") {
			continue
		}
		own, err := common.Clone()
		if err != nil {
			return nil, err
		}
		if all[name], err = own.ParseFS(files, "page/"+name); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// part is an item of a page handed to a part that also needs the page.
type part struct {
	Page page
	Item any
}

func functions() template.FuncMap {
	return template.FuncMap{
		"add":     func(a, b int) int { return a + b },
		"part":    func(p page, item any) part { return part{p, item} },
		"account": accountPage,
		"avatar":  avatarPage,
		"urlpath": urlPath,
		"short":   func(sha string) string { return sha[:min(len(sha), 10)] },
		"day":     func(t time.Time) string { return t.UTC().Format("2 Jan 2006 15:04") },
		"stamp":   func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"lower":   func(text string) string { return strings.ToLower(strings.ReplaceAll(text, "_", " ")) },
		"join":    strings.Join,
		"subject": func(c git.Commit) string { first, _, _ := strings.Cut(c.Message, "\n"); return first },
		"plural":  plural,
	}
}

func plural(n int, one string) string {
	if n == 1 {
		return one
	}
	return one + "s"
}

func urlQuery(text string) string { return url.QueryEscape(text) }
