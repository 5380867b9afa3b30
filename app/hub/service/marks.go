package service

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Labelling says what to do with the labels given for an issue.
type Labelling int

// The ways to label an issue.
const (
	LabellingUnknown Labelling = iota
	AddLabels
	RemoveLabels
	ReplaceLabels
)

// LabelIssue changes an issue's labels; labels that the repository does not know are made on the way.
func (s *Service) LabelIssue(ctx context.Context, a identity.Actor, path Path, number int, how Labelling, names []string) (issue state.Issue, err error) {
	err = s.update(ctx, a, func(t *tx) (err error) {
		if issue, err = openIssue(t.Data, a, path, number, triaging); err != nil {
			return err
		}
		switch how {
		case AddLabels:
			return t.addLabels(&issue, names)
		case RemoveLabels:
			return t.removeLabels(&issue, names)
		case ReplaceLabels:
			return t.replaceLabels(&issue, names)
		}
		return refusal.BadRequest("unknown way to label")
	})
	return issue, err
}

func (t *tx) setMarks(issue *state.Issue, c IssueChange) error {
	if c.Labels != nil {
		if err := t.replaceLabels(issue, *c.Labels); err != nil {
			return err
		}
	}
	if c.Assignees != nil {
		return t.replaceAssignees(issue, *c.Assignees)
	}
	return nil
}

func (t *tx) replaceLabels(issue *state.Issue, names []string) error {
	var gone []string
	for _, id := range issue.LabelIDs {
		label, _ := t.Labels.Get(id)
		if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, label.Name) }) {
			gone = append(gone, label.Name)
		}
	}
	if err := t.removeLabels(issue, gone); err != nil {
		return err
	}
	return t.addLabels(issue, names)
}

func (t *tx) addLabels(issue *state.Issue, names []string) error {
	for _, name := range names {
		label, ok := t.LabelByName(issue.RepositoryID, name)
		if !ok {
			label = state.Label{ID: t.NextID(), RepositoryID: issue.RepositoryID, Name: name, Color: "ededed"}
			if err := checkLabel(label); err != nil {
				return err
			}
			t.Labels.Put(label)
		}
		if slices.Contains(issue.LabelIDs, label.ID) {
			continue
		}
		issue.LabelIDs = append(slices.Clone(issue.LabelIDs), label.ID)
		if err := t.labelled(*issue, label, "labeled"); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) removeLabels(issue *state.Issue, names []string) error {
	for _, name := range names {
		label, ok := t.LabelByName(issue.RepositoryID, name)
		if !ok || !slices.Contains(issue.LabelIDs, label.ID) {
			return &refusal.Error{Status: 404, Message: "Label does not exist"}
		}
		issue.LabelIDs = slices.DeleteFunc(slices.Clone(issue.LabelIDs), func(id int64) bool { return id == label.ID })
		if err := t.labelled(*issue, label, "unlabeled"); err != nil {
			return err
		}
	}
	return nil
}

// labelled stores the issue with its new labels; GitHub leaves updated_at alone here.
func (t *tx) labelled(issue state.Issue, label state.Label, event string) error {
	t.Issues.Put(issue)
	t.happened(issue, state.IssueEvent{Event: event, LabelName: label.Name, LabelColor: label.Color})
	return t.emitIssue(event, issue, shape.Object{"label": t.print.Label(label)})
}

func (t *tx) replaceAssignees(issue *state.Issue, logins []string) error {
	var wanted []int64
	for _, login := range logins {
		user, ok := t.UserByLogin(login)
		if !ok || user.Type != state.TypeUser {
			return refusal.Invalid(refusal.Field{Resource: "Issue", Field: "assignees", Code: "invalid", Value: login})
		}
		wanted = append(wanted, user.ID)
	}
	before := issue.AssigneeIDs
	issue.AssigneeIDs = wanted
	t.Issues.Put(*issue)
	for _, change := range []struct {
		event       string
		from, other []int64
	}{{"unassigned", before, wanted}, {"assigned", wanted, before}} {
		for _, id := range change.from {
			if slices.Contains(change.other, id) {
				continue
			}
			t.happened(*issue, state.IssueEvent{Event: change.event, AssigneeID: id})
			if err := t.emitIssue(change.event, *issue, shape.Object{"assignee": t.print.UserByID(id)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// LabelChange is what a label is made with or changed to; nil fields stay.
type LabelChange struct{ Name, NewName, Color, Description *string }

// CreateLabel makes a label of the repository.
func (s *Service) CreateLabel(ctx context.Context, a identity.Actor, path Path, c LabelChange) (label state.Label, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		repo, err := open(t.Data, a, path, identity.EditIssues)
		if err != nil {
			return err
		}
		label = state.Label{ID: t.NextID(), RepositoryID: repo.ID, Color: "ededed"}
		return t.putLabel(&label, c.Name, c)
	})
	return label, err
}

// EditLabel changes a label of the repository.
func (s *Service) EditLabel(ctx context.Context, a identity.Actor, path Path, name string, c LabelChange) (label state.Label, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		repo, err := open(t.Data, a, path, identity.EditIssues)
		if err != nil {
			return err
		}
		var ok bool
		if label, ok = t.LabelByName(repo.ID, name); !ok {
			return refusal.NotFound()
		}
		return t.putLabel(&label, c.NewName, c)
	})
	return label, err
}

func (t *tx) putLabel(label *state.Label, name *string, c LabelChange) error {
	assign(&label.Name, name)
	assign(&label.Color, c.Color)
	assign(&label.Description, c.Description)
	label.Color = strings.ToLower(strings.TrimPrefix(label.Color, "#"))
	if other, taken := t.LabelByName(label.RepositoryID, label.Name); taken && other.ID != label.ID {
		return refusal.Invalid(refusal.Field{Resource: "Label", Field: "name", Code: "already_exists"})
	}
	if err := checkLabel(*label); err != nil {
		return err
	}
	t.Labels.Put(*label)
	return nil
}

var colorPattern = regexp.MustCompile(`^[0-9a-f]{6}$`)

func checkLabel(l state.Label) error {
	if l.Name == "" {
		return refusal.Missing("Label", "name")
	}
	if !colorPattern.MatchString(l.Color) {
		return refusal.Invalid(refusal.Field{Resource: "Label", Field: "color", Code: "invalid"})
	}
	if err := checkLength("Label", "name", l.Name, 50); err != nil {
		return err
	}
	return checkLength("Label", "description", l.Description, 100)
}

// DeleteLabel removes a label from the repository and its issues.
func (s *Service) DeleteLabel(ctx context.Context, a identity.Actor, path Path, name string) error {
	return s.update(ctx, a, func(t *tx) error {
		repo, err := open(t.Data, a, path, identity.EditIssues)
		if err != nil {
			return err
		}
		label, ok := t.LabelByName(repo.ID, name)
		if !ok {
			return refusal.NotFound()
		}
		for _, issue := range t.Issues.Where(func(i state.Issue) bool { return slices.Contains(i.LabelIDs, label.ID) }) {
			if err := t.removeLabels(&issue, []string{label.Name}); err != nil {
				return err
			}
		}
		t.Labels.Delete(label.ID)
		return nil
	})
}
