import { expect } from 'chai';
import { settingsOf } from '../testing/fake-desk.ts';
import { draftOf, fieldsToAsk, firstValues, inputOf, problemsOf } from './fields.ts';

const categories = [{ id: 'c1', name: 'Repairs' }];

describe('fieldsToAsk', () => {
  it('asks strangers who they are, and nobody who is proven', () => {
    expect(fieldsToAsk(settingsOf())).to.deep.equal(['subject', 'body', 'name', 'email']);
    expect(fieldsToAsk(settingsOf({ identified: true }))).to.deep.equal(['subject', 'body']);
  });

  it('asks for what the workspace turned on, categories only when there are some', () => {
    const fields = { category: true, priority: true, phone: true };
    expect(fieldsToAsk(settingsOf({ fields }))).not.to.include('category');
    expect(fieldsToAsk(settingsOf({ fields, categories }))).to.include.members(['category', 'priority', 'phone']);
  });
});

describe('problemsOf', () => {
  const asked = fieldsToAsk(settingsOf());
  it('finds what is missing, misspelt or too long', () => {
    expect(problemsOf({}, asked)).to.deep.equal({ subject: 'missing', body: 'missing', email: 'email' });
    const values = { subject: 'x'.repeat(201), body: ' ', email: 'ana@', name: '' };
    expect(problemsOf(values, asked)).to.deep.equal({ subject: { max: 200 }, body: 'missing', email: 'email' });
  });

  it('counts what a reader would count', () => {
    const values = { subject: '👩‍👩‍👧‍👦'.repeat(200), body: 'b', email: 'ana@example.com' };
    expect(problemsOf(values, asked)).to.deep.equal({});
  });
});

describe('the values of the form', () => {
  it('are what was typed before what the page gave before what the element says', () => {
    const config = (name: string) => (name === 'email' ? 'element@x.example' : null);
    const values = firstValues({ subject: 'typed' }, { subject: 'given', body: 'given' }, config);
    expect(values).to.include({ subject: 'typed', body: 'given', email: 'element@x.example', name: '' });
  });

  it('become what the server takes, and come back from it', () => {
    const settings = settingsOf({ fields: { category: true, priority: true, phone: false }, categories });
    const typed = {
      subject: ' Hi ',
      body: 'b',
      email: 'a@b.example',
      category: 'Repairs',
      priority: 'high',
      phone: '1',
    };
    const input = inputOf(typed, fieldsToAsk(settings), settings);
    expect(input).to.deep.equal({ subject: 'Hi', body: 'b', email: 'a@b.example', categoryId: 'c1', priority: 'high' });
    expect(draftOf({ clientId: 'c', ...input })).to.include({ subject: 'Hi', category: 'c1', priority: 'high' });
  });
});
