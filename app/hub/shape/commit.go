package shape

import (
	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// PushCommit is a commit as push events list it; files are the paths it touched.
func (p Printer) PushCommit(repo state.Repository, c git.Commit, files git.Touched) Object {
	person := func(s git.Signature) Object {
		o := Object{"name": s.Name, "email": s.Email, "date": Time(s.When)}
		if u, ok := p.userBehind(s); ok {
			o["username"] = u.Login
		}
		return o
	}
	return Object{
		"id": c.SHA, "tree_id": c.Tree, "distinct": true, "message": c.Message, "timestamp": Time(c.Committer.When),
		"url":    p.web("/%s/commit/%s", p.FullName(repo), c.SHA),
		"author": person(c.Author), "committer": person(c.Committer),
		"added": list(files.Added), "removed": list(files.Removed), "modified": list(files.Modified),
	}
}

func list(paths []string) []string {
	if paths == nil {
		return []string{}
	}
	return paths
}

// userBehind finds the account whose no-reply address or name a commit carries.
func (p Printer) userBehind(s git.Signature) (state.User, bool) {
	return p.Data.Users.First(func(u state.User) bool {
		return s.Email == NoReply(u, p.HostName())
	})
}

// Commit is a commit as the repository's commit endpoints show it.
func (p Printer) Commit(repo state.Repository, c git.Commit) Object {
	name := p.FullName(repo)
	self := p.api("/repos/%s/commits/%s", name, c.SHA)
	parents := []Object{}
	for _, sha := range c.Parents {
		parents = append(parents, Object{
			"sha": sha, "url": p.api("/repos/%s/commits/%s", name, sha), "html_url": p.web("/%s/commit/%s", name, sha),
		})
	}
	return Object{
		"sha": c.SHA, "node_id": NodeID("C", c.SHA), "url": self, "html_url": p.web("/%s/commit/%s", name, c.SHA),
		"comments_url": self + "/comments",
		"commit": Object{
			"url": p.api("/repos/%s/git/commits/%s", name, c.SHA), "message": c.Message, "comment_count": 0,
			"author": person(c.Author), "committer": person(c.Committer),
			"tree":         Object{"sha": c.Tree, "url": p.api("/repos/%s/git/trees/%s", name, c.Tree)},
			"verification": unsigned(),
		},
		"author": p.account(c.Author), "committer": p.account(c.Committer), "parents": parents,
	}
}

// GitCommit is a commit as the git database endpoints show it.
func (p Printer) GitCommit(repo state.Repository, c git.Commit) Object {
	name := p.FullName(repo)
	parents := []Object{}
	for _, sha := range c.Parents {
		parents = append(parents, Object{
			"sha": sha, "url": p.api("/repos/%s/git/commits/%s", name, sha), "html_url": p.web("/%s/commit/%s", name, sha),
		})
	}
	return Object{
		"sha": c.SHA, "node_id": NodeID("C", c.SHA), "url": p.api("/repos/%s/git/commits/%s", name, c.SHA),
		"html_url": p.web("/%s/commit/%s", name, c.SHA), "author": person(c.Author), "committer": person(c.Committer),
		"message": c.Message, "tree": Object{"sha": c.Tree, "url": p.api("/repos/%s/git/trees/%s", name, c.Tree)},
		"parents": parents, "verification": unsigned(),
	}
}

func person(s git.Signature) Object {
	return Object{"name": s.Name, "email": s.Email, "date": Time(s.When)}
}

func unsigned() Object {
	return Object{"verified": false, "reason": "unsigned", "signature": nil, "payload": nil, "verified_at": nil}
}

func (p Printer) account(s git.Signature) any {
	if u, ok := p.userBehind(s); ok {
		return p.User(u)
	}
	return nil
}

// File is how one file differs, as pull requests, commits and comparisons list it.
func (p Printer) File(repo state.Repository, head string, f git.FileDiff) Object {
	name := p.FullName(repo)
	file := Object{
		"sha": f.SHA, "filename": f.Path, "status": f.Status,
		"additions": f.Additions, "deletions": f.Deletions, "changes": f.Additions + f.Deletions,
		"blob_url":     p.web("/%s/blob/%s/%s", name, head, escapePath(f.Path)),
		"raw_url":      p.web("/%s/raw/%s/%s", name, head, escapePath(f.Path)),
		"contents_url": p.api("/repos/%s/contents/%s?ref=%s", name, escapePath(f.Path), head),
	}
	if f.Patch != "" {
		file["patch"] = f.Patch
	}
	if f.Previous != "" {
		file["previous_filename"] = f.Previous
	}
	return file
}

// Files lists how files differ up to head.
func (p Printer) Files(repo state.Repository, head string, files []git.FileDiff) []Object {
	return List(files, func(f git.FileDiff) Object { return p.File(repo, head, f) })
}

// Ref is a git reference.
func (p Printer) Ref(repo state.Repository, r git.Ref) Object {
	name := p.FullName(repo)
	kind := r.Type + "s"
	return Object{
		"ref": r.Name, "node_id": NodeID("REF", r.Name), "url": p.api("/repos/%s/git/%s", name, r.Name),
		"object": Object{"sha": r.SHA, "type": r.Type, "url": p.api("/repos/%s/git/%s/%s", name, kind, r.SHA)},
	}
}
