package bare

import (
	"context"
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
func (r Remote) GoString() string { return fmt.Sprintf("bare.Remote{URL:%q}", r.URL) }

// LogValue is the address alone.
func (r Remote) LogValue() slog.Value { return slog.StringValue(r.URL) }

// ErrAccess means an unknown repository, or a token that does not reach it.
var ErrAccess = errors.New("the remote refused access")

var (
	userPattern = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	hostPattern = regexp.MustCompile(`^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?$`)
)

// maxPassword is what a pipe surely holds before anybody reads from it.
const maxPassword = 4000

// Address is the remote's URL as git takes it, with the user in it and without a password.
func (r Remote) Address() (string, error) {
	full, _, err := r.address()
	return full, err
}

// address also returns for what git will ask a password.
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
	case strings.ContainsAny(r.Password, "\n\r\x00") || len(r.Password) > maxPassword:
		return "", "", errors.New("remote password is no single line of reasonable length")
	}
	if r.Password != "" {
		u.User = url.User(user)
	}
	return u.String(), u.Scheme + "://" + user + "@" + u.Host, nil
}

// RunRemote is Run for a command that speaks to r alone. It may ask for one password: the secret goes
// through a pipe that its askpass helper inherits, and is in no argument, environment or file.
func (g *Git) RunRemote(ctx context.Context, op string, r Remote, cmd *exec.Cmd) ([]byte, error) {
	_, asked, err := r.address()
	if err != nil {
		return nil, err
	}
	cmd.Env = append(cmd.Env, g.env...)
	if r.Password != "" {
		secret, err := pipe(r.Password + "\n")
		if err != nil {
			return nil, err
		}
		defer secret.Close()                //nolint:errcheck // only read by the child
		cmd.ExtraFiles = []*os.File{secret} // descriptor 3
		cmd.Env = append(cmd.Env, "GOALKEEPER_ASKPASS_FOR="+asked)
	}
	out, err := g.Run(ctx, op, cmd)
	return out, r.explain(err)
}

// pipe holds a short text for one reader.
func pipe(text string) (*os.File, error) {
	from, to, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	_, err = to.WriteString(text)
	if err = errors.Join(err, to.Close()); err != nil {
		return nil, errors.Join(err, from.Close())
	}
	return from, nil
}

// explain gives a failure of git the meaning it has for the caller; the secret is in no message.
func (r Remote) explain(err error) error {
	var git *Error
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
