package hub

import (
	"encoding/json"
	"io"
	"net/http"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Faults makes the hub fail on purpose; over HTTP it is POST (a rule, or a list of them), GET and DELETE of
// /_hub/faults with an admin's token.
func (h *Hub) Faults() *fault.Faults { return h.faults }

func (h *Hub) serveFaults(w http.ResponseWriter, r *http.Request) {
	if !h.isAdmin(r) {
		http.Error(w, "an admin's token is required", http.StatusForbidden)
		return
	}
	switch r.Method {
	case http.MethodPost:
		rules, err := readRules(r)
		for i := 0; err == nil && i < len(rules); i++ {
			err = h.faults.Add(rules[i])
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnprocessableEntity)
			return
		}
		w.WriteHeader(http.StatusCreated)
	case http.MethodDelete:
		h.faults.Clear()
	case http.MethodGet:
	default:
		http.Error(w, "GET, POST or DELETE", http.StatusMethodNotAllowed)
		return
	}
	json.NewEncoder(w).Encode(h.faults.Rules())
}

// readRules reads one rule or a list of them.
func readRules(r *http.Request) ([]fault.Rule, error) {
	text, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return nil, err
	}
	var rules []fault.Rule
	if json.Unmarshal(text, &rules) == nil {
		return rules, nil
	}
	var one fault.Rule
	err = json.Unmarshal(text, &one)
	return []fault.Rule{one}, err
}

func (h *Hub) isAdmin(r *http.Request) bool {
	var actor identity.Actor
	err := h.service.View(func(d *state.Data, _ shape.Printer) (err error) {
		actor, err = identity.Authenticate(d, call.Credentials(r), h.service.Now())
		return err
	})
	return err == nil && actor.User.Role == state.RoleAdmin
}
