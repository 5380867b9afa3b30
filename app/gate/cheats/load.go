package cheats

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// sides are the folders of a pair.
var sides = []string{"base", "cheat", "honest"}

// Load reads every pair below the root of a corpus, by name; an error is
// [Faults] unless the files themselves cannot be read.
func Load(corpus fs.FS) ([]Pair, error) {
	languages, err := fs.ReadDir(corpus, ".")
	if err != nil {
		return nil, fmt.Errorf("read corpus: %w", err)
	}
	var (
		pairs  []Pair
		faults Faults
	)
	for _, l := range languages {
		switch {
		case l.Name() == caseFile:
			return nil, Faults{{".", 0, "is a pair: DIR holds LANGUAGE/KIND, so give the folder two above"}}
		case isPair(corpus, l):
			return nil, Faults{{l.Name(), 0, "is a pair, and no language's folder: DIR holds LANGUAGE/KIND, so give the folder above"}}
		}
		if !l.IsDir() || strings.HasPrefix(l.Name(), ".") {
			continue // a README, a licence
		}
		entries, err := fs.ReadDir(corpus, l.Name())
		if err != nil {
			return nil, fmt.Errorf("read corpus: %w", err)
		}
		if len(entries) == 0 {
			faults = append(faults, Fault{l.Name(), 0, "is empty: DIR holds LANGUAGE/KIND"})
		}
		for _, e := range entries {
			p, f, err := load(corpus, path.Join(l.Name(), e.Name()), e.IsDir())
			if err != nil {
				return nil, fmt.Errorf("read pair %s/%s: %w", l.Name(), e.Name(), err)
			}
			pairs, faults = append(pairs, p), append(faults, f...)
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int { return strings.Compare(a.Name, b.Name) })
	for n := 1; n < len(pairs); n++ {
		if pairs[n].Name == pairs[n-1].Name {
			faults = append(faults, Fault{pairs[n].Name, 0, "is there twice, as a folder and as an archive"})
		}
	}
	if len(pairs) == 0 && len(faults) == 0 {
		faults = Faults{{".", 0, "holds no pair: want LANGUAGE/KIND/case.yaml with base, cheat and honest beside it, or LANGUAGE/KIND.txtar"}}
	}
	return pairs, faults.err()
}

// isPair tells whether an entry of a corpus is what a language's folder should
// hold.
func isPair(corpus fs.FS, at fs.DirEntry) bool {
	if !at.IsDir() {
		return strings.HasSuffix(at.Name(), ".txtar")
	}
	_, err := fs.Stat(corpus, path.Join(at.Name(), caseFile))
	return err == nil
}

// load reads one pair from its folder or its archive.
func load(corpus fs.FS, at string, folder bool) (Pair, Faults, error) {
	p := Pair{Name: strings.TrimSuffix(at, ".txtar"), Base: Tree{}, Cheat: Tree{}, Honest: Tree{}}
	switch {
	case !folder && !strings.HasSuffix(at, ".txtar"):
		return p, Faults{{at, 0, "is neither a pair's folder nor its archive NAME.txtar"}}, nil
	case !slug.MatchString(path.Base(p.Name)):
		return p, Faults{{at, 0, "a pair is called KIND or KIND-N in lower-case letters, digits and hyphens"}}, nil
	}
	read := readFolder
	if !folder {
		read = readArchive
	}
	faults, err := read(corpus, at, &p)
	if err != nil {
		return p, nil, err
	}
	for n, t := range []Tree{p.Base, p.Cheat, p.Honest} {
		if len(t) == 0 {
			faults = append(faults, Fault{at, 0, sides[n] + " holds no file"})
		}
	}
	if len(faults) > 0 {
		return p, faults, nil
	}
	for n, t := range []Tree{p.Cheat, p.Honest} {
		if len(Changes(p.Base, t)) == 0 {
			faults = append(faults, Fault{at, 0, sides[n+1] + " changes nothing"})
		}
	}
	return p, faults, nil
}

// side is the tree a path belongs to, with the path inside it.
func (p *Pair) side(name string) (Tree, string) {
	first, rest, _ := strings.Cut(name, "/")
	for n, t := range []Tree{p.Base, p.Cheat, p.Honest} {
		if first == sides[n] && rest != "" {
			return t, rest
		}
	}
	return nil, ""
}

const stray = "is none of " + caseFile + ", base/…, cheat/… and honest/…"

func readFolder(corpus fs.FS, at string, p *Pair) (faults Faults, err error) {
	described := false
	err = fs.WalkDir(corpus, at, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		inside := strings.TrimPrefix(name, at+"/")
		f, err := readFile(corpus, name, d)
		if err != nil {
			return err
		}
		if inside == caseFile {
			described = true
			c, bad := parseCase(p.Name, name, 1, f.Data)
			p.Case, faults = c, append(faults, bad...)
			return nil
		}
		tree, inside := p.side(inside)
		if tree == nil {
			faults = append(faults, Fault{name, 0, stray})
			return nil
		}
		tree[inside] = f
		return nil
	})
	if !described {
		faults = append(faults, Fault{path.Join(at, caseFile), 0, "is missing"})
	}
	return faults, err
}

// readFile reads a file, or the target of a symbolic link.
func readFile(corpus fs.FS, name string, d fs.DirEntry) (workspace.File, error) {
	if d.Type()&fs.ModeSymlink != 0 {
		target, err := fs.ReadLink(corpus, name)
		return workspace.File{Mode: link, Data: []byte(target)}, err
	}
	info, err := d.Info()
	if err != nil {
		return workspace.File{}, err
	}
	f := workspace.File{Mode: plain}
	if info.Mode()&0o111 != 0 {
		f.Mode = executable
	}
	f.Data, err = fs.ReadFile(corpus, name)
	return f, err
}

func readArchive(corpus fs.FS, at string, p *Pair) (faults Faults, err error) {
	text, err := fs.ReadFile(corpus, at)
	if err != nil {
		return nil, err
	}
	described := false
	rest := 1 + bytes.Count(txtar.Parse(text).Comment, []byte("\n"))
	for _, f := range txtar.Parse(text).Files {
		line := rest // of the file's header
		rest += 1 + bytes.Count(f.Data, []byte("\n"))
		if f.Name == caseFile && !described {
			described = true
			c, bad := parseCase(p.Name, at, line+1, f.Data)
			p.Case, faults = c, append(faults, bad...)
			continue
		}
		tree, inside := p.side(f.Name)
		_, twice := tree[inside]
		switch {
		case tree == nil || !fs.ValidPath(inside):
			faults = append(faults, Fault{at, line, f.Name + " " + stray})
		case twice:
			faults = append(faults, Fault{at, line, f.Name + " is there twice"})
		default:
			tree[inside] = workspace.File{Mode: plain, Data: f.Data}
		}
	}
	if !described {
		faults = append(faults, Fault{at, 0, caseFile + " is missing"})
	}
	return faults, nil
}
