package hub

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// User is a person on the hub.
type User struct {
	Name       string `json:"name"`
	Permission string `json:"-"` // admin, maintain, write, triage, read or none, in every repository
	Token      string `json:"token"`
}

// ParseUsers reads people given as NAME:PERMISSION, reporting everything wrong at once.
func ParseUsers(texts []string) ([]User, error) {
	if len(texts) == 0 {
		return nil, errors.New("at least one NAME:PERMISSION is required")
	}
	var users []User
	var wrong []error
	seen := map[string]bool{}
	for _, text := range texts {
		name, permission, ok := strings.Cut(text, ":")
		if !ok {
			wrong = append(wrong, fmt.Errorf("%q: want NAME:PERMISSION", text))
			continue
		}
		if seen[strings.ToLower(name)] {
			wrong = append(wrong, fmt.Errorf("%q: given twice", name))
		}
		seen[strings.ToLower(name)] = true
		users = append(users, User{Name: name, Permission: permission})
	}
	_, err := accounts(users)
	return users, errors.Join(append(wrong, err)...)
}

func accounts(users []User) ([]service.Account, error) {
	people := make([]service.Account, len(users))
	var wrong []error
	for i, u := range users {
		role, err := state.ParseRole(u.Permission)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("user %q: %w", u.Name, err))
		}
		if !service.ValidName(u.Name) {
			wrong = append(wrong, fmt.Errorf("user %q: want letters, digits, '.', '_' and '-'", u.Name))
		}
		people[i] = service.Account{Name: u.Name, Role: role}
	}
	return people, errors.Join(wrong...)
}
