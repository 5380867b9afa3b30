package github

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"github.com/bradleyfalzon/ghinstallation/v2"
	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Code says what became of a call. CodeUnknown is the zero value: an error
// that says nothing leaves open whether the write happened.
type Code string

// The codes.
const (
	CodeUnknown      Code = ""             // the write may or may not have happened
	CodeUnavailable  Code = "unavailable"  // nothing happened; another attempt may succeed
	CodeUnauthorized Code = "unauthorized" // nothing happened; the App's key or clock is wrong, or a token was revoked
	CodeLimit        Code = "limit"        // nothing happened; see LimitError
	CodeNotFound     Code = "not_found"    // does not exist, or not for us
	CodeGone         Code = "gone"         // existed once
	CodeForbidden    Code = "forbidden"    // a permission is missing, or the thing is locked
	CodeInvalid      Code = "invalid"      // GitHub does not accept the content
)

// Definitive tells whether the same call will be refused again.
func (c Code) Definitive() bool {
	switch c {
	case CodeNotFound, CodeGone, CodeForbidden, CodeInvalid:
		return true
	}
	return false
}

// Error is a call that did not succeed.
type Error struct {
	Op      string // "comment on acme/billing#3"
	Code    Code
	Status  int    // of the answer; 0: none
	Message string // GitHub's words
	Err     error
}

func (e *Error) Error() string {
	switch {
	case e.Err != nil:
		return fmt.Sprintf("%s: %v", e.Op, e.Err)
	case e.Status != 0:
		return fmt.Sprintf("%s: %d %s", e.Op, e.Status, e.Message)
	}
	return fmt.Sprintf("%s: %s", e.Op, e.Message)
}

func (e *Error) Unwrap() error { return e.Err }

// Is tells those who do not know GitHub what they need to know: whether to ask
// again, and what is not there from what the App may not do — a permission or a
// repository that it was not given.
func (e *Error) Is(target error) bool {
	switch target {
	case app.ErrRefused:
		return e.Code.Definitive()
	case fs.ErrNotExist:
		return e.Code == CodeNotFound
	case fs.ErrPermission:
		return e.Code == CodeForbidden || e.Code == CodeUnauthorized && e.Status == http.StatusUnprocessableEntity
	}
	return false
}

// CodeOf reads the code of err; an error of somebody else's is CodeUnknown.
func CodeOf(err error) Code {
	var limit *LimitError
	if errors.As(err, &limit) {
		return CodeLimit
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeUnknown
}

// access is what a call does to GitHub; it decides what a lost answer means.
type access bool

const (
	reads  access = false
	writes access = true
)

// fault turns an error of the libraries below into an *Error.
func fault(a access, err error, op string, args ...any) error {
	if err == nil {
		return nil
	}
	e := &Error{Op: fmt.Sprintf(op, args...), Code: CodeUnavailable, Err: err}
	var (
		limit  *LimitError
		mint   *ghinstallation.HTTPError
		answer *gh.ErrorResponse
	)
	switch {
	case errors.As(err, &limit):
		e.Code, e.Err = CodeLimit, limit
	case errors.As(err, &mint): // the call itself was never sent
		if mint.Response != nil {
			mint.Response.Body.Close()
			e.Status, e.Code = mint.Response.StatusCode, codeOfMint(mint.Response.StatusCode)
		}
	case errors.As(err, &answer):
		e.Err, e.Message = nil, message(answer)
		if answer.Response != nil {
			e.Status, e.Code = answer.Response.StatusCode, codeOf(answer.Response.StatusCode, a)
		}
	case a == writes:
		e.Code = CodeUnknown
	}
	return e
}

func codeOf(status int, a access) Code {
	switch {
	case status == http.StatusUnauthorized:
		return CodeUnauthorized
	case status == http.StatusForbidden:
		return CodeForbidden
	case status == http.StatusNotFound:
		return CodeNotFound
	case status == http.StatusGone, status == http.StatusUnavailableForLegalReasons, status/100 == 3:
		return CodeGone
	case status >= 500 || status == http.StatusRequestTimeout:
		if a == writes {
			return CodeUnknown
		}
		return CodeUnavailable
	case status == http.StatusTooManyRequests:
		return CodeUnavailable
	}
	return CodeInvalid
}

// codeOfMint: without a token nothing is said about the call. An installation
// that is suspended or has not granted a permission may come back.
func codeOfMint(status int) Code {
	switch c := codeOf(status, reads); c {
	case CodeNotFound:
		return CodeGone
	case CodeForbidden, CodeInvalid:
		return CodeUnauthorized
	default:
		return c
	}
}

// message is what GitHub said, with the reasons a validation gives.
func message(e *gh.ErrorResponse) string {
	parts := []string{e.Message}
	for _, d := range e.Errors {
		switch {
		case d.Message != "":
			parts = append(parts, d.Message)
		case d.Field != "":
			parts = append(parts, d.Field+" "+d.Code)
		}
	}
	return strings.Join(parts, ": ")
}
