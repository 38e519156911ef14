// Members and invitations: who may come in, as what.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answers } from '../api.ts';
import type { Member } from '../app/desk.ts';
import { avatar } from '../elements/avatar.ts';
import { confirmed } from '../elements/confirm.ts';
import '../elements/instant.ts';
import { strings } from '../shell/language.ts';
import { SectionElement, textOf } from './section.ts';

interface Team {
  members: readonly Member[];
  invitations: Answers['team']['invitations'];
}

const roles = ['owner', 'admin', 'agent', 'requester'] as const;

class TeamElement extends SectionElement<Team> {
  protected override async read(): Promise<Team> {
    const [members, invitations] = await Promise.all([
      this.desk.api.team.members.query(),
      this.desk.api.team.invitations.query(),
    ]);
    this.desk.members.set(members);
    return { members, invitations };
  }

  protected override show({ members, invitations }: Team): TemplateResult {
    const texts = strings().settings.team;
    return html`<form class="card inline-form" novalidate @submit=${this.#invite}>
        ${this.field(
          'email',
          texts.email,
          html`<input class="input" type="email" id=${this.idOf('email')} name="email" autocomplete="off" required />`,
        )}
        ${this.field('role', texts.role, this.#roleSelect('role', 'agent'))}
        <button class="button primary" type="submit" ?disabled=${this.busy}>${texts.invite}</button>
        <p class="hint meta">${texts.roleHint}</p>
      </form>
      <section class="card">
        <h2>${texts.members}</h2>
        <ul class="table">
          ${members.map((member) => html`<li>${this.#member(member)}</li>`)}
        </ul>
      </section>
      ${
        invitations.length === 0
          ? nothing
          : html`<section class="card">
              <h2>${texts.invitations}</h2>
              <ul class="table">
                ${invitations.map(
                  ({ id, email, role, expiresAt }) =>
                    html`<li>
                      <span class="list-names"
                        ><span class="cut">${email}</span><span class="meta">${texts.roles[role]}</span></span
                      >
                      <span class="meta">${texts.until} <db-instant at=${expiresAt}></db-instant></span>
                      <button
                        class="button small"
                        type="button"
                        ?disabled=${this.busy}
                        @click=${() => void this.#revoke(id)}
                      >
                        ${texts.revoke}
                      </button>
                    </li>`,
                )}
              </ul>
            </section>`
      }`;
  }

  #member(member: Member): TemplateResult {
    const texts = strings().settings.team;
    const isMe = member.id === this.desk.memberId;
    return html`${avatar(member.name)}
      <span class="list-names">
        <span class="cut" dir="auto">${member.name}</span><span class="meta cut">${member.email}</span>
      </span>
      ${member.disabled ? html`<span class="badge">${texts.disabled}</span>` : nothing}
      ${
        isMe
          ? html`<span class="badge accent">${texts.you}</span><span class="meta">${texts.roles[member.role]}</span>`
          : html`<label class="heard" for=${this.idOf(member.id)}>${texts.roleOf(member.name)}</label>
              ${this.#roleSelect(member.id, member.role, (role) => void this.#change(member.id, { role }))}
              <button
                class="button small"
                type="button"
                ?disabled=${this.busy}
                @click=${() => void this.#toggle(member)}
              >
                ${member.disabled ? texts.enable : texts.disable}
              </button>`
      }`;
  }

  #roleSelect(name: string, chosen: string, onChange?: (role: (typeof roles)[number]) => void): TemplateResult {
    const texts = strings().settings.team;
    const mayMakeOwners = this.desk.current.value.role === 'owner';
    return html`<select
      class="input role-select"
      id=${this.idOf(name)}
      name=${name}
      @change=${({ target }: Event) => {
        const role = roles.find((one) => one === (target as HTMLSelectElement).value);
        if (role !== undefined) onChange?.(role);
      }}
    >
      ${roles.map(
        (role) =>
          html`<option value=${role} ?selected=${role === chosen} ?disabled=${role === 'owner' && !mayMakeOwners}>
            ${texts.roles[role]}
          </option>`,
      )}
    </select>`;
  }

  #invite = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const email = textOf(form, 'email');
    const role = roles.find((one) => one === textOf(form, 'role')) ?? 'agent';
    void this.save(async () => {
      await this.desk.api.team.invite.mutate({ email, role });
      form.reset();
      await this.reload();
    }, strings().settings.team.invited(email));
  };

  async #toggle(member: Member): Promise<void> {
    const texts = strings().settings.team.disableAsk;
    const { id, disabled } = member;
    if (
      !disabled &&
      !(await confirmed({ heading: texts.heading(member.name), text: texts.text, act: texts.act, danger: true }))
    )
      return;
    await this.#change(id, { disabled: !disabled });
  }

  async #change(id: string, change: { role?: (typeof roles)[number]; disabled?: boolean }): Promise<void> {
    await this.save(() => this.desk.api.team.update.mutate({ id, ...change }));
    await this.reload();
  }

  async #revoke(id: string): Promise<void> {
    await this.save(() => this.desk.api.team.revokeInvitation.mutate({ id }));
    await this.reload();
  }
}

customElements.define('db-settings-team', TeamElement);
