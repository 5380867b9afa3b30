package shape

import (
	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Content is a file or directory at the ref, without a file's content.
func (p Printer) Content(repo state.Repository, e git.Entry, ref string) Object {
	name := p.FullName(repo)
	self := p.api("/repos/%s/contents/%s?ref=%s", name, escapePath(e.Path), escape(ref))
	kind, gitKind, page := "file", "blobs", "blob"
	var download any = p.web("/%s/raw/%s/%s", name, escape(ref), escapePath(e.Path))
	switch {
	case e.Type == "tree":
		kind, gitKind, page, download = "dir", "trees", "tree", nil
	case e.Type == "commit":
		kind, gitKind, download = "submodule", "trees", nil
	case e.Mode == "120000":
		kind = "symlink"
	}
	object := p.api("/repos/%s/git/%s/%s", name, gitKind, e.SHA)
	html := p.web("/%s/%s/%s/%s", name, page, escape(ref), escapePath(e.Path))
	return Object{
		"type": kind, "name": e.Name(), "path": e.Path, "sha": e.SHA, "size": e.Size, "url": self, "html_url": html,
		"git_url": object, "download_url": download, "_links": Object{"self": self, "git": object, "html": html},
	}
}

// ShortBranch is a branch as lists show it.
func (p Printer) ShortBranch(repo state.Repository, r git.Ref) Object {
	return Object{
		"name": r.Name[len("refs/heads/"):], "protected": false,
		"commit": Object{"sha": r.SHA, "url": p.api("/repos/%s/commits/%s", p.FullName(repo), r.SHA)},
	}
}

// Branch is one branch with the commit at its tip.
func (p Printer) Branch(repo state.Repository, name string, tip git.Commit) Object {
	self := p.api("/repos/%s/branches/%s", p.FullName(repo), escapePath(name))
	return Object{
		"name": name, "commit": p.Commit(repo, tip), "protected": false, "protection_url": self + "/protection",
		"_links": Object{"self": self, "html": p.web("/%s/tree/%s", p.FullName(repo), escapePath(name))},
		"protection": Object{
			"enabled":                false,
			"required_status_checks": Object{"enforcement_level": "off", "contexts": []string{}, "checks": []string{}},
		},
	}
}

// Tree is a git tree.
func (p Printer) Tree(repo state.Repository, sha string, entries []git.Entry) Object {
	base := p.api("/repos/%s/git", p.FullName(repo))
	return Object{
		"sha": sha, "url": base + "/trees/" + sha, "truncated": false,
		"tree": List(entries, func(e git.Entry) Object {
			entry := Object{"path": e.Path, "mode": e.Mode, "type": e.Type, "sha": e.SHA}
			switch e.Type {
			case "blob":
				entry["size"], entry["url"] = e.Size, base+"/blobs/"+e.SHA
			case "tree":
				entry["url"] = base + "/trees/" + e.SHA
			}
			return entry
		}),
	}
}

// BlobURL is the address of a git blob.
func (p Printer) BlobURL(repo state.Repository, sha string) string {
	return p.api("/repos/%s/git/blobs/%s", p.FullName(repo), sha)
}
