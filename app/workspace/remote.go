package workspace

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strings"
)

// Remote is where a repository is fetched from and pushed to. It prints without its password.
type Remote struct {
	URL      string // http or https, without user or password
	Username string // empty means x-access-token, which GitHub takes with a token
	Password string `json:"-"` // empty means none is sent
}

// String is the address alone.
func (r Remote) String() string { return r.URL }

// GoString is the address alone.
func (r Remote) GoString() string { return fmt.Sprintf("workspace.Remote{URL:%q}", r.URL) }

// LogValue is the address alone.
func (r Remote) LogValue() slog.Value { return slog.StringValue(r.URL) }

// Errors of a remote, for errors.Is.
var (
	ErrAccess   = errors.New("the remote refused access")               // unknown repository, or a token that does not reach it
	ErrRejected = errors.New("the remote rejected the push")            // by a rule, a hook or a check of its own
	ErrMoved    = errors.New("the branch is not where it was expected") // somebody else moved, created or removed it
)

var (
	userPattern = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	hostPattern = regexp.MustCompile(`^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?$`)
)

// address is the remote's URL with the user in it and, without path, what git will ask a password for.
func (r Remote) address() (full, asked string, err error) {
	u, err := url.Parse(r.URL)
	if err != nil {
		return "", "", errors.New("remote address is no URL")
	}
	user := orDefault(r.Username, "x-access-token")
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return "", "", fmt.Errorf("remote address has scheme %q, not http or https", u.Scheme)
	case u.User != nil:
		return "", "", errors.New("remote address holds a user")
	case u.RawQuery != "" || u.Fragment != "":
		return "", "", errors.New("remote address holds a query or fragment")
	case !hostPattern.MatchString(u.Host):
		return "", "", fmt.Errorf("remote address has host %q", u.Host)
	case !userPattern.MatchString(user):
		return "", "", fmt.Errorf("remote user %q", user)
	case strings.ContainsAny(r.Password, "\n\r\x00"):
		return "", "", errors.New("remote password holds a line break")
	}
	if r.Password != "" {
		u.User = url.User(user)
	}
	return u.String(), u.Scheme + "://" + user + "@" + u.Host, nil
}

// authorise lets the command, which speaks to r alone, answer one password prompt: the secret goes
// through a pipe that its askpass helper inherits, and is in no argument, environment or file.
// The returned function closes our end.
func (s *Store) authorise(cmd *exec.Cmd, r Remote, asked string) (done func(), err error) {
	cmd.Env = append(cmd.Env, s.env...)
	if r.Password == "" {
		return func() {}, nil
	}
	from, to, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	// A pipe holds more than a token, so this does not wait for a reader.
	if len(r.Password) > 4000 {
		err = errors.New("remote password is too long")
	} else {
		_, err = to.WriteString(r.Password + "\n")
	}
	if err = errors.Join(err, to.Close()); err != nil {
		return nil, errors.Join(err, from.Close())
	}
	cmd.ExtraFiles = []*os.File{from} // descriptor 3
	cmd.Env = append(cmd.Env, "GOALKEEPER_ASKPASS_FOR="+asked)
	return func() { _ = from.Close() }, nil
}

// explain gives a failure of git the meaning it has for the caller; the secret is in no message.
func (r Remote) explain(err error) error {
	var git *GitError
	if !errors.As(err, &git) {
		return err
	}
	if r.Password != "" {
		git.Stderr = strings.ReplaceAll(git.Stderr, r.Password, "[redacted]")
	}
	for _, sign := range []string{"Authentication failed", "' not found", "could not read Password", "could not read Username", "returned error: 403", "returned error: 401"} {
		if strings.Contains(git.Stderr, sign) {
			return fmt.Errorf("%w: %w", ErrAccess, err)
		}
	}
	return err
}
