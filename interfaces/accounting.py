"""Composition of the account register: accounts, tokens and second factors on the database of the settings."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from application.adapters.accounts import Accounts
from application.adapters.passwords import Passwords
from application.adapters.pool import connection_pool
from application.adapters.registers import Registers
from application.adapters.root_key import root_key_of
from application.adapters.second_factor_duties import SecondFactorDuties
from application.adapters.second_factors import SecondFactors
from application.adapters.tokens import Tokens
from interfaces.bootstrap import prepared_database
from interfaces.settings import Settings


class AccountRegister(msgspec.Struct, frozen=True, kw_only=True):
    """The parts that accounts are kept with, and the register of the bodies they are for."""

    accounts: Accounts
    tokens: Tokens
    factors: SecondFactors
    factor_duties: SecondFactorDuties
    registers: Registers


@asynccontextmanager
async def account_register(settings: Settings) -> AsyncIterator[AccountRegister]:
    """The register; an empty data folder is made ready first.

    Raises:
        DatabaseFault, SchemaBehind, MigrationFault, KeyFileRefused, WrongRootKey: the store cannot be used.
    """
    with prepared_database(settings) as database:
        async with connection_pool(database.runtime, size=2) as pool:
            root = await root_key_of(pool, settings.key_file)
            yield AccountRegister(
                accounts=Accounts(pool, Passwords(root)),
                tokens=Tokens(pool),
                factors=SecondFactors(pool, root),
                factor_duties=SecondFactorDuties(pool),
                registers=Registers(pool),
            )
