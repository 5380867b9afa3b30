package rest

import (
	"encoding/json"
	"net/http"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// labelNames reads labels given as names or as objects with a name.
type labelNames []string

// UnmarshalJSON reads both forms, also mixed.
func (l *labelNames) UnmarshalJSON(text []byte) error {
	var items []json.RawMessage
	if err := json.Unmarshal(text, &items); err != nil {
		return err
	}
	*l = labelNames{}
	for _, item := range items {
		var object struct{ Name string }
		if err := json.Unmarshal(item, &object.Name); err != nil {
			if err := json.Unmarshal(item, &object); err != nil {
				return err
			}
		}
		*l = append(*l, object.Name)
	}
	return nil
}

// readLabels reads a body that is a list of labels or an object with one.
func readLabels(c *call.Call) ([]string, error) {
	var body json.RawMessage
	if err := c.Read(&body); err != nil {
		return nil, err
	}
	var list labelNames
	if json.Unmarshal(body, &list) == nil {
		return list, nil
	}
	var in struct{ Labels labelNames }
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, refusal.Unprocessable("Invalid request.\n\nlabels must be an array of names.")
	}
	return in.Labels, nil
}

func labelIssue(c *call.Call, how service.Labelling, names []string) error {
	issue, err := c.Service.LabelIssue(c.Context(), c.Actor, c.Repo(), c.Number(), how, names)
	if err != nil {
		return err
	}
	return showLabels(c, issue)
}

func showLabels(c *call.Call, issue state.Issue) error {
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		labels := []state.Label{}
		for _, id := range issue.LabelIDs {
			label, _ := p.Data.Labels.Get(id)
			labels = append(labels, label)
		}
		return shape.List(call.Page(c, labels), p.Label)
	})
}

func labelsOfIssue(c *call.Call) error {
	issue, err := c.Service.Issue(c.Actor, c.Repo(), c.Number())
	if err != nil {
		return err
	}
	return showLabels(c, issue)
}

func addLabels(c *call.Call) error {
	names, err := readLabels(c)
	if err != nil {
		return err
	}
	return labelIssue(c, service.AddLabels, names)
}

func replaceLabels(c *call.Call) error {
	names, err := readLabels(c)
	if err != nil {
		return err
	}
	return labelIssue(c, service.ReplaceLabels, names)
}

func removeLabel(c *call.Call) error {
	return labelIssue(c, service.RemoveLabels, []string{c.Param("name")})
}

func clearLabels(c *call.Call) error {
	_, err := c.Service.LabelIssue(c.Context(), c.Actor, c.Repo(), c.Number(), service.ReplaceLabels, nil)
	if err != nil {
		return err
	}
	return c.Done()
}

func labels(c *call.Call) error {
	repo, err := c.Service.Repository(c.Actor, c.Repo(), identity.ReadIssues)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		rows := p.Data.Labels.Where(func(l state.Label) bool { return l.RepositoryID == repo.ID })
		return shape.List(call.Page(c, rows), p.Label)
	})
}

func label(c *call.Call) error {
	repo, err := c.Service.Repository(c.Actor, c.Repo(), identity.ReadIssues)
	if err != nil {
		return err
	}
	var shown shape.Object
	err = c.Service.View(func(d *state.Data, p shape.Printer) error {
		label, ok := d.LabelByName(repo.ID, c.Param("name"))
		if !ok {
			return refusal.NotFound()
		}
		shown = p.Label(label)
		return nil
	})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, shown)
}

// labelRequest is the body that makes or changes a label.
type labelRequest struct {
	Name        *string
	NewName     *string `json:"new_name"`
	Color       *string
	Description *string
}

func createLabel(c *call.Call) error {
	var in labelRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	label, err := c.Service.CreateLabel(c.Context(), c.Actor, c.Repo(), service.LabelChange(in))
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any { return p.Label(label) })
}

func editLabel(c *call.Call) error {
	var in labelRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	label, err := c.Service.EditLabel(c.Context(), c.Actor, c.Repo(), c.Param("name"), service.LabelChange(in))
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Label(label) })
}

func deleteLabel(c *call.Call) error {
	if err := c.Service.DeleteLabel(c.Context(), c.Actor, c.Repo(), c.Param("name")); err != nil {
		return err
	}
	return c.Done()
}
