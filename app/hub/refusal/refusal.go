// Package refusal is how the hub says no: an error with GitHub's status, message and field errors.
// It is pure; REST and the web pages render it.
package refusal

import (
	"fmt"
	"net/http"
)

// Error is a refusal in GitHub's form.
type Error struct {
	Status   int     `json:"-"`
	Message  string  `json:"message"`
	Fields   []Field `json:"errors,omitempty"`
	Accepted string  `json:"-"` // permissions that would have done, as in the header X-Accepted-GitHub-Permissions
}

// Field is one thing wrong with a request.
type Field struct {
	Resource string `json:"resource"`
	Field    string `json:"field"`
	Code     string `json:"code"` // missing, missing_field, invalid, already_exists, unprocessable or custom
	Message  string `json:"message,omitempty"`
	Value    string `json:"value,omitempty"`
}

func (e *Error) Error() string {
	text := fmt.Sprintf("%d %s", e.Status, e.Message)
	for _, f := range e.Fields {
		text += fmt.Sprintf("; %s.%s %s %s", f.Resource, f.Field, f.Code, f.Message)
	}
	return text
}

// Is makes refusals with the same status equal to errors.Is.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Status == e.Status
}

// NotFound hides what is absent and what the asker may not see alike.
func NotFound() error { return &Error{Status: http.StatusNotFound, Message: "Not Found"} }

// BadCredentials answers an unknown, expired or revoked token.
func BadCredentials() error {
	return &Error{Status: http.StatusUnauthorized, Message: "Bad credentials"}
}

// Unauthorized answers a request that needs other credentials.
func Unauthorized(message string) error {
	return &Error{Status: http.StatusUnauthorized, Message: message}
}

// Forbidden answers what the asker may see but not do.
func Forbidden(message string) error { return &Error{Status: http.StatusForbidden, Message: message} }

// NotIntegration answers an installation token that lacks a permission; accepted names those that would do.
func NotIntegration(accepted string) error {
	return &Error{Status: http.StatusForbidden, Message: "Resource not accessible by integration", Accepted: accepted}
}

// BadRequest answers what cannot be read at all.
func BadRequest(message string) error { return &Error{Status: http.StatusBadRequest, Message: message} }

// Conflict answers a request that no longer fits what is there.
func Conflict(message string) error { return &Error{Status: http.StatusConflict, Message: message} }

// NotAllowed answers a merge that cannot be done.
func NotAllowed(message string) error {
	return &Error{Status: http.StatusMethodNotAllowed, Message: message}
}

// Unprocessable answers a request that is well formed but makes no sense here.
func Unprocessable(message string) error {
	return &Error{Status: http.StatusUnprocessableEntity, Message: message}
}

// Invalid answers a request with wrong fields.
func Invalid(fields ...Field) error {
	return &Error{Status: http.StatusUnprocessableEntity, Message: "Validation Failed", Fields: fields}
}

// Missing answers a request without a required field.
func Missing(resource, field string) error {
	return Invalid(Field{Resource: resource, Field: field, Code: "missing_field"})
}

// TooLong answers a text beyond its limit in characters.
func TooLong(resource, field string, limit int) error {
	return Invalid(Field{
		Resource: resource, Field: field, Code: "custom",
		Message: fmt.Sprintf("%s is too long (maximum is %d characters)", field, limit),
	})
}
