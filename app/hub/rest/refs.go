package rest

import (
	"net/http"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
)

// findRef finds the ref that the path names without its leading "refs/".
func findRef(c *call.Call, in code) (git.Ref, error) {
	name := "refs/" + strings.TrimPrefix(c.Param("ref"), "refs/")
	refs, err := in.Refs(c.Context(), name)
	if err != nil {
		return git.Ref{}, err
	}
	for _, ref := range refs {
		if ref.Name == name {
			return ref, nil
		}
	}
	return git.Ref{}, refusal.NotFound()
}

func showRef(c *call.Call, in code, status int, ref git.Ref) error {
	return c.Show(status, func(p shape.Printer) any { return p.Ref(in.repo, ref) })
}

func ref(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	found, err := findRef(c, in)
	if err != nil {
		return err
	}
	return showRef(c, in, http.StatusOK, found)
}

func matchingRefs(c *call.Call) error {
	in, err := openCode(c, identity.ReadContents)
	if err != nil {
		return err
	}
	refs, err := in.Refs(c.Context(), "refs/heads", "refs/tags", "refs/pull")
	if err != nil {
		return err
	}
	var found []git.Ref
	for _, one := range refs {
		if strings.HasPrefix(one.Name, "refs/"+c.Param("ref")) {
			found = append(found, one)
		}
	}
	page := call.Page(c, found)
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.List(page, func(r git.Ref) shape.Object { return p.Ref(in.repo, r) })
	})
}

func createRef(c *call.Call) error {
	in, err := openCode(c, identity.WriteContents)
	if err != nil {
		return err
	}
	var body struct{ Ref, SHA string }
	if err := c.Read(&body); err != nil {
		return err
	}
	if !strings.HasPrefix(body.Ref, "refs/heads/") && !strings.HasPrefix(body.Ref, "refs/tags/") || !in.ValidRef(c.Context(), body.Ref) {
		return refusal.Unprocessable("Reference name is not valid.")
	}
	if existing, err := in.Refs(c.Context(), body.Ref); err != nil || len(existing) > 0 {
		return or(err, refusal.Unprocessable("Reference already exists"))
	}
	return moveRef(c, in, http.StatusCreated, body.Ref, git.Zero, body.SHA, true)
}

func updateRef(c *call.Call) error {
	in, err := openCode(c, identity.WriteContents)
	if err != nil {
		return err
	}
	var body struct {
		SHA   string
		Force bool
	}
	if err := c.Read(&body); err != nil {
		return err
	}
	found, err := findRef(c, in)
	if err != nil {
		return refusal.Unprocessable("Reference does not exist")
	}
	return moveRef(c, in, http.StatusOK, found.Name, found.SHA, body.SHA, body.Force)
}

func deleteRef(c *call.Call) error {
	in, err := openCode(c, identity.WriteContents)
	if err != nil {
		return err
	}
	found, err := findRef(c, in)
	if err != nil {
		return refusal.Unprocessable("Reference does not exist")
	}
	err = c.Service.Push(c.Context(), c.Actor, in.repo.ID, func() error {
		return in.UpdateRef(c.Context(), found.Name, found.SHA, git.Zero)
	})
	if err != nil {
		return err
	}
	return c.Done()
}

// moveRef moves a ref like a push would, and answers with it.
func moveRef(c *call.Call, in code, status int, name, before, after string, force bool) error {
	if !git.IsObjectID(after) {
		return refusal.Invalid(refusal.Field{Resource: "Reference", Field: "sha", Code: "invalid"})
	}
	target, err := in.Commit(c.Context(), after)
	if err != nil {
		return refusal.Unprocessable("Object does not exist")
	}
	if before != git.Zero && !force {
		common, err := in.MergeBase(c.Context(), before, after)
		if err != nil {
			return err
		}
		if common != before {
			return refusal.Unprocessable("Update is not a fast forward")
		}
	}
	if err := c.Service.CheckWorkflows(c.Context(), c.Actor, in.repo.ID, target.SHA); err != nil {
		return err
	}
	err = c.Service.Push(c.Context(), c.Actor, in.repo.ID, func() error {
		return in.UpdateRef(c.Context(), name, before, after)
	})
	if err != nil {
		return err
	}
	return showRef(c, in, status, git.Ref{Name: name, SHA: after, Type: "commit"})
}

func or(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}
