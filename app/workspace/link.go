package workspace

import (
	"errors"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// link takes a symbolic link as its target's text; what it points to is not looked at.
func (w *walk) link(s spot) (e object.Entry, ok bool, err error) {
	target, err := s.at.ReadLink(s.name)
	if err != nil {
		return w.unopened(s, err)
	}
	e = object.Entry{Name: s.name, Mode: object.ModeLink, ID: object.Sum(object.Blob, []byte(target))}
	if s.inBase && s.base == e {
		return e, true, nil
	}
	if err := checkLink(s.path, target); err != nil {
		w.refuse(s.path, RuleLink, "%v", err)
		return s.keptOr(nil)
	}
	if w.files++; w.files > w.limits.Files {
		w.refuse(s.path, RuleFiles, "more than %d changed files", w.limits.Files)
		return s.keptOr(nil)
	}
	_, err = w.repo.loose.Put(object.Blob, []byte(target))
	return e, true, err
}

// checkLink holds that a link stays inside the tree whatever other links its way leads over: it may go
// up only at its beginning, where the directories are real ones, and no higher than the top.
func checkLink(path, target string) error {
	if strings.HasPrefix(target, "/") {
		return errors.New("an absolute link")
	}
	switch strings.ToLower(path[strings.LastIndexByte(path, '/')+1:]) {
	case ".gitmodules", ".gitattributes", ".gitignore":
		return errors.New("git's own files must not be links")
	}
	up, down := strings.Count(path, "/"), false
	for part := range strings.SplitSeq(target, "/") {
		switch {
		case part == "" || part == ".":
		case part == "..":
			if up--; up < 0 || down {
				return errors.New("a link that may leave the tree")
			}
		case object.DotGit(part):
			return errors.New("a link into .git")
		case !object.Plain(part):
			return errors.New("a link with control characters or invalid UTF-8")
		default:
			down = true
		}
	}
	return nil
}
