"""`signpost users`: who may use a shared page, and in what role."""

from typing import Annotated

import typer

from corpus.errors import UsersError
from corpus.settings import load_settings
from ui.users import ROLES, Role, Users

app = typer.Typer(help="Say who may use a shared page, and in what role.", no_args_is_help=True)

_NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The name with which the person signs in.")]


@app.command()
def add(
    name: _NameArgument,
    role: Annotated[Role, typer.Option("--role", help="What the person may do: see docs/sign-in.md.")] = "practitioner",
    proxy: Annotated[bool, typer.Option("--proxy", help="No password: a proxy signs this person in.")] = False,
) -> None:
    """Add a person, or give one who is there another role and password. The password is asked for, and not shown."""
    users = _users()
    password = None if proxy else typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    users.add(name, role, password)
    typer.echo(f"{name} may now use the page as {role}.")


@app.command()
def remove(name: _NameArgument) -> None:
    """Remove a person, who is signed out at once."""
    _users().remove(name)
    typer.echo(f"{name} may no longer use the page.")


@app.command("list")
def list_users() -> None:
    """List who may use the page, by role."""
    users = _users().all()
    for role in ROLES:
        for name, user in sorted(users.items()):
            if user.role == role:
                typer.echo(f"{name} ({role}{'' if user.password else ', signed in by the proxy'})")


def _users() -> Users:
    path = load_settings().users
    if path is None:
        raise UsersError("There is no file of users: set SIGNPOST_USERS to where it is or should be.")
    return Users(path)
